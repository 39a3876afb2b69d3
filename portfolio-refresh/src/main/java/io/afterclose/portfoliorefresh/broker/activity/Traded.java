package io.afterclose.portfoliorefresh.broker.activity;

import io.afterclose.quant.symbol.InvestmentClass;
import io.afterclose.quant.symbol.Symbol;
import java.math.BigDecimal;
import org.jspecify.annotations.Nullable;

/**
 * What changed hands.
 *
 * @param symbol canonical; an option's compact
 * @param classStated whether the owner of the file said of which class it is
 * @param quantity shares or contracts of the day, above 0
 * @param price USD per unit; of a trade always there, of what moves in or out the stated cost
 * @param multiplier units of the price per unit of quantity, above 0
 */
public record Traded(
    Symbol symbol,
    InvestmentClass investmentClass,
    boolean classStated,
    BigDecimal quantity,
    @Nullable BigDecimal price,
    BigDecimal multiplier) {

  /** The same of another symbol. */
  public Traded in(Symbol other) {
    return new Traded(other, investmentClass, classStated, quantity, price, multiplier);
  }
}
