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
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.function.Predicate;
import java.util.stream.IntStream;
import tools.jackson.databind.JsonNode;

/**
 * The actions of one symbol as a provider lists them, one of each kind a day: dividends of one day
 * are added up, a split or a payment that is listed twice counts once. What cannot be read or is
 * not in USD fails the whole answer, since prices and returns would be wrong without it; a dividend
 * of 0 is none.
 */
public final class Actions {

  private final HttpCaller caller;
  private final Symbol symbol;
  private final Map<LocalDate, BigDecimal> splits = new TreeMap<>();
  private final Map<LocalDate, BigDecimal> dividends = new TreeMap<>();
  private final List<Payment> listings = new ArrayList<>();

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

  /**
   * A payment that is listed once.
   *
   * @param currency absent for USD
   */
  public void dividend(LocalDate exDate, JsonNode amount, JsonNode currency)
      throws ProviderFailure {
    BigDecimal cash = cash(exDate, amount, currency);
    if (cash.signum() > 0) {
      dividend(exDate, cash);
    }
  }

  /**
   * A payment that may be listed more than once. Two of one day that differ in amount or terms are
   * two payments; a term that one of them lacks does not tell them apart.
   *
   * @param currency absent for USD
   * @param terms such as its record and pay dates, always in the same order
   */
  public void dividend(LocalDate exDate, JsonNode amount, JsonNode currency, List<JsonNode> terms)
      throws ProviderFailure {
    BigDecimal cash = cash(exDate, amount, currency);
    if (cash.signum() > 0) {
      List<String> given =
          terms.stream().map(term -> JsonFields.absent(term) ? "" : JsonFields.text(term)).toList();
      listings.add(new Payment(exDate, cash, given));
    }
  }

  private BigDecimal cash(LocalDate exDate, JsonNode amount, JsonNode currency)
      throws ProviderFailure {
    BigDecimal cash = JsonFields.number(amount);
    if (cash == null
        || cash.signum() < 0
        || (cash.signum() > 0 && PriceRange.of(cash) != PriceRange.PRICE)) {
      throw odd("dividend", exDate, JsonFields.text(amount));
    }
    if (!JsonFields.absent(currency) && !JsonFields.text(currency).equalsIgnoreCase("USD")) {
      throw caller.failure(
          Kind.BAD_BODY,
          "%s: a dividend in USD was expected on %s, found %s"
              .formatted(symbol, exDate, JsonFields.text(currency)));
    }
    return cash;
  }

  /**
   * One listing of a payment.
   *
   * @param terms empty ones are not given
   */
  private record Payment(LocalDate exDate, BigDecimal cash, List<String> terms) {

    boolean isSame(Payment other) {
      return exDate.equals(other.exDate)
          && cash.compareTo(other.cash) == 0
          && IntStream.range(0, terms.size())
              .allMatch(at -> fits(terms.get(at), other.terms.get(at)));
    }

    int givenTerms() {
      return (int) terms.stream().filter(term -> !term.isEmpty()).count();
    }

    private static boolean fits(String term, String other) {
      return term.isEmpty() || other.isEmpty() || term.equals(other);
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
    Map<LocalDate, BigDecimal> sums = new TreeMap<>(dividends);
    List<Payment> payments = new ArrayList<>();
    // The most complete first, so that the order in the answer does not matter.
    listings.sort(Comparator.comparingInt(listing -> -listing.givenTerms()));
    for (Payment listing : listings) {
      if (payments.stream().noneMatch(listing::isSame)) {
        payments.add(listing);
        sums.merge(listing.exDate(), listing.cash(), BigDecimal::add);
      }
    }
    return sums;
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
    add(dividends(), CorporateAction.Kind.DIVIDEND, days, actions);
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
