package io.afterclose.symbolbatch.provider;

import io.afterclose.quant.price.CorporateAction;
import java.math.BigDecimal;
import java.math.MathContext;
import java.math.RoundingMode;
import java.time.LocalDate;
import java.util.Collection;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * The splits by which a provider has divided the past, to turn its figures back into those of their
 * day: a price or dividend of a day is multiplied by every split with a later ex-date, a volume
 * divided. What no split came after is left exactly as it is; else at most eight decimals are kept.
 */
public final class SplitAdjustments {

  private static final MathContext EXACT_ENOUGH = MathContext.DECIMAL128;
  private static final int PRICE_SCALE = 8;

  private final List<CorporateAction> splits;

  private SplitAdjustments(List<CorporateAction> splits) {
    this.splits = splits;
  }

  /**
   * Those among a symbol's actions.
   *
   * @param actions all that the provider has applied: through the present, none of the future
   */
  public static SplitAdjustments among(Collection<CorporateAction> actions) {
    return new SplitAdjustments(
        actions.stream().filter(action -> action.kind() == CorporateAction.Kind.SPLIT).toList());
  }

  /** The bar in the shares of its day. */
  public ProviderBar asTraded(ProviderBar bar) {
    return bar instanceof ProviderBar.RawBar adjusted && !splits.isEmpty()
        ? asTraded(adjusted)
        : bar;
  }

  private ProviderBar.RawBar asTraded(ProviderBar.RawBar adjusted) {
    BigDecimal shares = sharesSince(adjusted.date());
    if (shares.compareTo(BigDecimal.ONE) == 0) {
      return adjusted;
    }
    return new ProviderBar.RawBar(
        adjusted.date(),
        times(adjusted.open(), shares),
        times(adjusted.high(), shares),
        times(adjusted.low(), shares),
        price(adjusted.close().multiply(shares, EXACT_ENOUGH)),
        adjusted.volume() == null ? null : adjusted.volume().divide(shares, EXACT_ENOUGH));
  }

  /** The cash per share of its day; splits stay as they are. */
  public CorporateAction asPaid(CorporateAction action) {
    return action.kind() == CorporateAction.Kind.SPLIT
        ? action
        : action.withValue(action.value().multiply(sharesSince(action.exDate()), EXACT_ENOUGH));
  }

  /** Shares that one share of a day has become since. */
  private BigDecimal sharesSince(LocalDate date) {
    return splits.stream()
        .filter(split -> split.exDate().isAfter(date))
        .map(CorporateAction::value)
        .reduce(BigDecimal.ONE, (first, second) -> first.multiply(second, EXACT_ENOUGH));
  }

  private static @Nullable BigDecimal times(@Nullable BigDecimal price, BigDecimal shares) {
    return price == null ? null : price(price.multiply(shares, EXACT_ENOUGH));
  }

  /** Digits are taken away only, never added: 1E+999999999 would need a gigabyte of zeros. */
  private static BigDecimal price(BigDecimal exact) {
    return exact.scale() > PRICE_SCALE ? exact.setScale(PRICE_SCALE, RoundingMode.HALF_UP) : exact;
  }
}
