package io.afterclose.portfoliorefresh.broker;

import io.afterclose.quant.symbol.InvestmentClass;
import io.afterclose.quant.symbol.OptionContract;
import io.afterclose.quant.symbol.Symbol;
import java.math.BigDecimal;
import java.time.LocalDate;
import java.util.Optional;

/**
 * What a line is about.
 *
 * @param symbol canonical; an option's compact
 * @param investmentClass as stated, else by the symbol
 */
public record Instrument(Symbol symbol, InvestmentClass investmentClass) {
  private static final String OPTION_SYMBOL = "an OCC option symbol such as AAPL240119C00150000";
  private static final String SYMBOL =
      "a symbol such as AAPL or BRK.B, or " + OPTION_SYMBOL + " (1 to 32 characters)";
  private static final String AGREES = "OPTIONS for an option's symbol, or no class";

  /** Reads a symbol; without a stated class, one that is no ticker is refused with the reason. */
  public static Reading<Instrument> read(String text, Optional<InvestmentClass> stated) {
    if (stated.isEmpty()) {
      Optional<String> instead = NoTicker.expectedFor(text);
      if (instead.isPresent()) {
        return Reading.refused(instead.get());
      }
    }
    Optional<Symbol> symbol =
        stated.filter(InvestmentClass.PRIVATE::equals).isPresent()
            ? privateName(text)
            : Notation.symbol(text);
    return symbol
        .map(found -> classed(found, stated))
        .orElseGet(() -> Reading.refused(expected(stated)));
  }

  /** A private holding may be called anything; its blanks become underscores. */
  private static Optional<Symbol> privateName(String text) {
    return Symbol.parse(Blanks.single(text).replace(' ', '_'));
  }

  private static Reading<Instrument> classed(Symbol symbol, Optional<InvestmentClass> stated) {
    boolean option = OptionContract.parse(symbol.text()).isPresent();
    InvestmentClass taken =
        stated.orElse(option ? InvestmentClass.OPTIONS : InvestmentClass.PUBLIC);
    if (taken == InvestmentClass.OPTIONS && !option) {
      return Reading.refused(OPTION_SYMBOL);
    }
    // PUBLIC would value an option at a hundredth; PRIVATE may be called anything.
    return taken == InvestmentClass.PUBLIC && option
        ? Reading.refused(AGREES)
        : Reading.of(new Instrument(symbol, taken));
  }

  private static String expected(Optional<InvestmentClass> stated) {
    return stated.filter(InvestmentClass.OPTIONS::equals).isPresent() ? OPTION_SYMBOL : SYMBOL;
  }

  private Optional<OptionContract> contract() {
    return OptionContract.parse(symbol.text());
  }

  public BigDecimal standardMultiplier() {
    return investmentClass == InvestmentClass.OPTIONS
        ? BigDecimal.valueOf(OptionContract.STANDARD_MULTIPLIER)
        : BigDecimal.ONE;
  }

  /** Whether it can be bought on a day; an option cannot after its expiry. */
  public boolean existsOn(LocalDate day) {
    return investmentClass != InvestmentClass.OPTIONS
        || contract().stream().noneMatch(option -> option.expiredOn(day));
  }
}
