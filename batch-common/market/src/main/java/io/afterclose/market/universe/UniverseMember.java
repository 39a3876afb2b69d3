package io.afterclose.market.universe;

import io.afterclose.quant.symbol.Symbol;
import java.time.LocalDate;
import org.jspecify.annotations.Nullable;

/**
 * A row of the symbol universe.
 *
 * @param explicit added by name; such a member is undated
 * @param name the newest that is known, as sector and industry; null where none is
 * @param firstSeen the session from which a symbol of a position counts; null for explicit ones
 * @param deactivatedOn the session from which it is out; null while it is in
 */
public record UniverseMember(
    Symbol symbol,
    AssetKind kind,
    boolean explicit,
    @Nullable String name,
    @Nullable String sector,
    @Nullable String industry,
    @Nullable LocalDate firstSeen,
    @Nullable LocalDate deactivatedOn) {

  /** As stored: EXPLICIT, or POSITION for a symbol that a position brought. */
  public String origin() {
    return explicit ? "EXPLICIT" : "POSITION";
  }

  /** An explicit, undated member. */
  public static UniverseMember explicit(
      Symbol symbol, @Nullable String name, @Nullable String sector, @Nullable String industry) {
    return new UniverseMember(
        symbol, AssetKind.of(symbol), true, name, sector, industry, null, null);
  }
}
