package io.afterclose.portfolio.position;

import io.afterclose.quant.symbol.Symbol;
import java.time.LocalDate;
import org.jspecify.annotations.Nullable;

/**
 * What an explicit cash row is about, and which implied row it replaces.
 *
 * @param replaces which row of the position; null replaces none
 * @param positionId of the one lot it is about; null for none
 * @param symbol of a DIVIDEND of all lots of it; null for none. Not with a position
 * @param exDate of the DIVIDEND or ACTION that it replaces; null for every other
 */
public record CashSubject(
    @Nullable ImpliedKind replaces,
    @Nullable Long positionId,
    @Nullable Symbol symbol,
    @Nullable LocalDate exDate) {

  /** Nothing but the cash itself. */
  public static final CashSubject NONE = new CashSubject(null, null, null, null);

  /** Checks that it names one row, or none. */
  public CashSubject {
    require(positionId == null || symbol == null, "a position or a symbol, not both");
    require(
        (exDate != null) == (replaces != null && replaces.isDated()),
        "an ex-date for a DIVIDEND or an ACTION, and for no other");
    require(
        replaces == null || positionId != null || symbol != null, "whose row it is that it names");
    require(
        symbol == null || replaces == null || replaces == ImpliedKind.DIVIDEND,
        "a position, since only a DIVIDEND can be of all lots of a symbol");
  }

  private static void require(boolean holds, String expected) {
    if (!holds) {
      throw new IllegalArgumentException("A cash row's subject: expected " + expected);
    }
  }

  /** About a lot, replacing none of its rows. */
  public static CashSubject position(long positionId) {
    return new CashSubject(null, positionId, null, null);
  }

  /** The ENTRY, EXIT or SETTLEMENT of a lot. */
  public static CashSubject trade(ImpliedKind replaces, long positionId) {
    return new CashSubject(replaces, positionId, null, null);
  }

  /** The cash of a corporate action of a lot. */
  public static CashSubject action(long positionId, LocalDate exDate) {
    return new CashSubject(ImpliedKind.ACTION, positionId, null, exDate);
  }

  /** The dividend of one lot. */
  public static CashSubject dividend(long positionId, LocalDate exDate) {
    return new CashSubject(ImpliedKind.DIVIDEND, positionId, null, exDate);
  }

  /** The dividend of all lots of a symbol. */
  public static CashSubject dividend(Symbol symbol, LocalDate exDate) {
    return new CashSubject(ImpliedKind.DIVIDEND, null, symbol, exDate);
  }
}
