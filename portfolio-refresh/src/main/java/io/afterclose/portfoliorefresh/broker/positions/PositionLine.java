package io.afterclose.portfoliorefresh.broker.positions;

import io.afterclose.portfolio.position.NewPosition;
import io.afterclose.quant.symbol.Symbol;

/**
 * One good line of a positions file, defaults filled in: OPTIONS for an option's symbol and PUBLIC
 * for any other, LONG, a multiplier of 100 for OPTIONS and 1 for the others.
 *
 * @param lineNumber physical line of the file, the header's is 1
 * @param position what it says
 * @param costStated whether the file says what it cost; if not, its price on the day of the file is
 *     taken
 * @param quantityDateStated whether it was said on which day the quantity counts; if not, it is
 *     taken as of the entry
 * @param classStated whether its owner said of which class it is
 */
public record PositionLine(
    int lineNumber,
    NewPosition position,
    boolean costStated,
    boolean quantityDateStated,
    boolean classStated) {

  /** Whether it moves in without cash on the day of the file. */
  public boolean inKind() {
    return position.entry().booking().inKind();
  }

  /** The same line about another symbol. */
  public PositionLine in(Symbol symbol) {
    NewPosition renamed =
        new NewPosition(
            symbol,
            position.investmentClass(),
            position.side(),
            position.quantity(),
            position.quantityAsOf(),
            position.multiplier(),
            position.entry(),
            position.exit());
    return new PositionLine(lineNumber, renamed, costStated, quantityDateStated, classStated);
  }
}
