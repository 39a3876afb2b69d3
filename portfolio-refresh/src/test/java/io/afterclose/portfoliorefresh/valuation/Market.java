package io.afterclose.portfoliorefresh.valuation;

import io.afterclose.portfolio.position.Weekdays;
import io.afterclose.quant.price.ActionTerms;
import io.afterclose.quant.price.CorporateAction;
import io.afterclose.quant.price.CorporateAction.Kind;
import io.afterclose.quant.symbol.OptionRoots;
import io.afterclose.quant.symbol.Symbol;
import java.math.BigDecimal;
import java.time.LocalDate;
import java.util.Map;
import java.util.Optional;

/** A market of a test: Mondays to Fridays, December 2023 to March 2024, and what is said of it. */
public final class Market {
  private static final OptionRoots ROOTS =
      OptionRoots.of(
          Map.of("BRKB", Optional.of(Symbol.of("BRK.B")), "SPXW", Optional.<Symbol>empty()));

  private static final BigDecimal IMPLIED_CLOSE = new BigDecimal("100");

  private final MarketTable.Builder table =
      MarketTable.on(Weekdays.between("2023-12-01", "2024-03-29"), ROOTS);

  private Market() {}

  public static Market open() {
    return new Market();
  }

  public Market close(String symbol, String date, String close) {
    table.close(Symbol.of(symbol), LocalDate.parse(date), new BigDecimal(close));
    return this;
  }

  public Market split(String symbol, String exDate, String ratio) {
    return action(symbol, exDate, Kind.SPLIT, ratio);
  }

  public Market dividend(String symbol, String exDate, String perShare) {
    return action(symbol, exDate, Kind.DIVIDEND, perShare);
  }

  /** Adjusted closes imply an amount on a day with a close of 100. */
  public Market implied(String symbol, String exDate, String perShare) {
    table.action(
        CorporateAction.implied(
            Symbol.of(symbol), LocalDate.parse(exDate), new BigDecimal(perShare), IMPLIED_CLOSE));
    return this;
  }

  public Market unconfirmedSplit(String symbol, String exDate, String ratio) {
    table.action(
        new CorporateAction(
            Symbol.of(symbol),
            LocalDate.parse(exDate),
            Kind.SPLIT,
            new BigDecimal(ratio),
            ActionTerms.NONE,
            true));
    return this;
  }

  public Market spinOff(String symbol, String exDate, String ratio, String child) {
    table.action(
        new CorporateAction(
            Symbol.of(symbol),
            LocalDate.parse(exDate),
            Kind.SPINOFF,
            new BigDecimal(ratio),
            ActionTerms.child(Symbol.of(child), null),
            false));
    return this;
  }

  private Market action(String symbol, String exDate, Kind kind, String value) {
    table.action(
        new CorporateAction(
            Symbol.of(symbol), LocalDate.parse(exDate), kind, new BigDecimal(value)));
    return this;
  }

  public MarketData data() {
    return table.build();
  }
}
