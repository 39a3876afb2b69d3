package io.afterclose.symbolbatch.provider.json;

import io.afterclose.quant.price.CorporateAction;
import io.afterclose.quant.price.PriceRange;
import io.afterclose.quant.symbol.Symbol;
import io.afterclose.symbolbatch.provider.ProviderFailure;
import io.afterclose.symbolbatch.provider.ProviderFailure.Kind;
import io.afterclose.symbolbatch.provider.http.HttpCaller;
import java.math.BigDecimal;
import java.math.MathContext;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.function.Predicate;
import tools.jackson.databind.JsonNode;

/**
 * The actions of one symbol as a provider lists them, one of each kind a day: dividends of one day
 * are added up, a split that is reported twice counts once. What cannot be read fails the whole
 * answer, since prices and returns would be wrong without it; a dividend of 0 is none.
 */
public final class Actions {

  private final HttpCaller caller;
  private final Symbol symbol;
  private final Map<LocalDate, BigDecimal> splits = new TreeMap<>();
  private final Map<LocalDate, BigDecimal> dividends = new TreeMap<>();

  public Actions(HttpCaller caller, Symbol symbol) {
    this.caller = caller;
    this.symbol = symbol;
  }

  /**
   * @param shares new shares
   * @param held for that many old ones
   */
  public void split(LocalDate exDate, JsonNode shares, JsonNode held) throws ProviderFailure {
    BigDecimal to = JsonFields.number(shares);
    BigDecimal from = JsonFields.number(held);
    if (to == null || from == null || to.signum() <= 0 || from.signum() <= 0) {
      throw odd("split", exDate, JsonFields.text(shares) + ":" + JsonFields.text(held));
    }
    BigDecimal ratio = to.divide(from, MathContext.DECIMAL128);
    if (PriceRange.of(ratio) != PriceRange.PRICE) {
      throw odd("split", exDate, JsonFields.text(shares) + ":" + JsonFields.text(held));
    }
    BigDecimal before = splits.put(exDate, ratio);
    if (before != null && before.compareTo(ratio) != 0) {
      throw odd("split", exDate, "both " + before + " and " + ratio);
    }
  }

  public void dividend(LocalDate exDate, JsonNode amount) throws ProviderFailure {
    BigDecimal cash = JsonFields.number(amount);
    if (cash == null || cash.signum() < 0) {
      throw odd("dividend", exDate, JsonFields.text(amount));
    }
    if (cash.signum() > 0) {
      if (PriceRange.of(cash) != PriceRange.PRICE) {
        throw odd("dividend", exDate, JsonFields.text(amount));
      }
      dividend(exDate, cash);
    }
  }

  /**
   * Adds a payment to those of its day.
   *
   * @param cash USD a share, in the range of prices
   */
  public void dividend(LocalDate exDate, BigDecimal cash) {
    dividends.merge(exDate, cash, BigDecimal::add);
  }

  /** The payments of each day, added up. */
  public Map<LocalDate, BigDecimal> dividends() {
    return Map.copyOf(dividends);
  }

  public Symbol symbol() {
    return symbol;
  }

  private ProviderFailure odd(String kind, LocalDate exDate, String found) {
    return caller.failure(
        Kind.BAD_BODY,
        "%s: a %s above 0 and below 1e9 was expected on %s, found %s"
            .formatted(symbol, kind, exDate, found));
  }

  /** Those of the days that fit, oldest first within each kind. */
  public List<CorporateAction> on(Predicate<LocalDate> days) {
    List<CorporateAction> actions = new ArrayList<>();
    add(splits, CorporateAction.Kind.SPLIT, days, actions);
    add(dividends, CorporateAction.Kind.DIVIDEND, days, actions);
    return actions;
  }

  private void add(
      Map<LocalDate, BigDecimal> values,
      CorporateAction.Kind kind,
      Predicate<LocalDate> days,
      List<CorporateAction> actions) {
    values.forEach(
        (date, value) -> {
          if (days.test(date)) {
            actions.add(new CorporateAction(symbol, date, kind, value));
          }
        });
  }
}
