package io.afterclose.portfoliorefresh.keeping;

import io.afterclose.portfoliorefresh.broker.CashWords;
import io.afterclose.quant.symbol.InvestmentClass;
import io.afterclose.quant.symbol.OptionContract;
import io.afterclose.quant.symbol.Symbol;
import java.math.BigDecimal;
import java.util.Optional;

/**
 * What a lot is in, as written.
 *
 * @param symbol canonical; an option's compact
 */
public record SecurityText(Symbol symbol, InvestmentClass investmentClass) {

  /**
   * Reads a symbol of a class, or by its spelling an option, else a share.
   *
   * @param given null where no class was given
   */
  public static SecurityText of(String text, Optional<InvestmentClass> given) {
    Symbol symbol =
        Symbol.parse(text)
            .orElseThrow(
                () -> OptionValues.refused("--symbol", text, "a symbol such as AAPL or BRK.B"));
    if (given.isEmpty() && CashWords.contain(symbol.text())) {
      throw OptionValues.refused(
          "--symbol",
          text,
          "a security: 'cash add' records cash; if a security of this symbol is meant, --class"
              + " PUBLIC says so");
    }
    boolean option = OptionContract.parse(symbol.text()).isPresent();
    InvestmentClass taken = given.orElse(option ? InvestmentClass.OPTIONS : InvestmentClass.PUBLIC);
    return new SecurityText(symbol, taken).checked();
  }

  /** The same, if symbol and class agree. */
  public SecurityText checked() {
    boolean option = OptionContract.parse(symbol.text()).isPresent();
    if (investmentClass == InvestmentClass.OPTIONS && !option) {
      throw OptionValues.refused(
          "--symbol", symbol.text(), "an OCC option symbol such as AAPL240119C00150000");
    }
    if (investmentClass == InvestmentClass.PUBLIC && option) {
      throw OptionValues.refused("--class", "PUBLIC", "OPTIONS for an option's symbol");
    }
    return this;
  }

  /** 100 for a standard option, else 1. */
  public BigDecimal standardMultiplier() {
    return investmentClass == InvestmentClass.OPTIONS
        ? BigDecimal.valueOf(OptionContract.STANDARD_MULTIPLIER)
        : BigDecimal.ONE;
  }
}
