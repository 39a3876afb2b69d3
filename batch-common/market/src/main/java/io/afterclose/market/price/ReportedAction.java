package io.afterclose.market.price;

import io.afterclose.quant.price.ActionTerms;
import io.afterclose.quant.price.CorporateAction;
import io.afterclose.quant.symbol.Symbol;
import java.math.BigDecimal;
import java.time.Instant;
import java.time.LocalDate;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * One source's report of one action.
 *
 * @param value null where the operator says that there was none
 * @param terms what its kind says beside the value; none where the operator says so
 * @param unconfirmed a split that is rather a spin-off, or an implied amount that is no dividend
 * @param inForce whether it is the report that counts
 */
public record ReportedAction(
    Symbol symbol,
    LocalDate exDate,
    CorporateAction.Kind kind,
    String source,
    @Nullable BigDecimal value,
    ActionTerms terms,
    boolean unconfirmed,
    boolean inForce,
    Instant reportedAt) {

  /** The action; empty where the operator says that there was none. */
  public Optional<CorporateAction> action() {
    return Optional.ofNullable(value)
        .map(amount -> new CorporateAction(symbol, exDate, kind, amount, terms, unconfirmed));
  }

  /** Whether it is about the same symbol, day and kind. */
  public boolean isAbout(CorporateAction other) {
    return symbol.equals(other.symbol()) && exDate.equals(other.exDate()) && kind == other.kind();
  }

  /** Whether an operator stated it. */
  public boolean stated() {
    return source.equals(OperatorPriceStore.SOURCE);
  }
}
