package io.afterclose.portfoliorefresh.broker;

import io.afterclose.portfolio.position.NewPosition;
import io.afterclose.quant.symbol.Symbol;

/**
 * One good line of a positions file, defaults filled in: OPTIONS for an option's symbol and PUBLIC
 * for any other, LONG, a multiplier of 100 for OPTIONS and 1 for the others.
 *
 * @param lineNumber physical line of the file, the header's is 1
 * @param position what it says
 * @param inKind whether it moves in without cash on the day of the file
 * @param quantityDateStated whether it was said on which day the quantity counts; if not, it is
 *     taken as of the entry
 * @param classStated whether its owner said of which class it is
 */
public record PositionLine(
    int lineNumber,
    NewPosition position,
    boolean inKind,
    boolean quantityDateStated,
    boolean classStated) {

  /** The same line about another symbol. */
  public PositionLine in(Symbol symbol) {
    NewPosition renamed =
        new NewPosition(
            symbol,
            position.investmentClass(),
            position.side(),
            position.quantity(),
            position.quantityAsOf(),
            position.entryDate(),
            position.entryPrice(),
            position.multiplier(),
            position.exitDate(),
            position.exitPrice());
    return new PositionLine(lineNumber, renamed, inKind, quantityDateStated, classStated);
  }
}
