package io.afterclose.portfoliorefresh.keeping;

import io.afterclose.quant.symbol.InvestmentClass;
import io.afterclose.quant.symbol.OptionContract;
import io.afterclose.quant.symbol.Symbol;
import java.math.BigDecimal;
import java.time.LocalDate;
import java.util.Optional;

/**
 * What a line holds.
 *
 * @param symbol canonical; an option's compact
 * @param investmentClass of the line, else by the symbol
 */
record Instrument(Symbol symbol, InvestmentClass investmentClass) {
  private static final String OPTION_SYMBOL = "an OCC option symbol such as AAPL240119C00150000";
  private static final String SYMBOL =
      "a symbol such as AAPL or BRK.B, or " + OPTION_SYMBOL + " (1 to 32 characters)";

  /** Reads symbol and class together; empty if one of them was refused. */
  static Optional<Instrument> read(RowReader fields) {
    Optional<InvestmentClass> given =
        fields.oneOf(Column.INVESTMENT_CLASS, InvestmentClass.values());
    Optional<Instrument> found =
        fields.read(Column.SYMBOL, text -> of(text, given), expected(given));
    return fields.check(
        Column.INVESTMENT_CLASS,
        found,
        instrument -> instrument.agrees(),
        "OPTIONS for an option's symbol, or an empty cell");
  }

  private static String expected(Optional<InvestmentClass> given) {
    return given.filter(InvestmentClass.OPTIONS::equals).isPresent() ? OPTION_SYMBOL : SYMBOL;
  }

  private static Optional<Instrument> of(String text, Optional<InvestmentClass> given) {
    Optional<Symbol> symbol = Symbol.parse(text);
    boolean option = symbol.flatMap(read -> OptionContract.parse(read.text())).isPresent();
    InvestmentClass taken = given.orElse(option ? InvestmentClass.OPTIONS : InvestmentClass.PUBLIC);
    return symbol
        .filter(read -> option || taken != InvestmentClass.OPTIONS)
        .map(read -> new Instrument(read, taken));
  }

  /** PUBLIC would value an option at a hundredth; PRIVATE may be called anything. */
  private boolean agrees() {
    return investmentClass != InvestmentClass.PUBLIC || contract().isEmpty();
  }

  private Optional<OptionContract> contract() {
    return OptionContract.parse(symbol.text());
  }

  BigDecimal standardMultiplier() {
    return investmentClass == InvestmentClass.OPTIONS
        ? BigDecimal.valueOf(OptionContract.STANDARD_MULTIPLIER)
        : BigDecimal.ONE;
  }

  /** Whether it can be bought on a day; an option cannot after its expiry. */
  boolean existsOn(LocalDate day) {
    return investmentClass != InvestmentClass.OPTIONS
        || contract().stream().noneMatch(option -> option.expiredOn(day));
  }
}
