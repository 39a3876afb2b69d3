package io.afterclose.portfoliorefresh.keeping.file;

import io.afterclose.portfolio.position.NewPosition;
import io.afterclose.portfolio.position.Side;
import io.afterclose.portfoliorefresh.snapshot.HeldLot;
import io.afterclose.quant.symbol.Symbol;

/** What the lots of a portfolio and the lines of a file are compared by. */
record Holding(Symbol symbol, Side side) {

  static Holding of(NewPosition position) {
    return new Holding(position.symbol(), position.side());
  }

  static Holding of(HeldLot held) {
    return new Holding(held.symbol(), held.lot().side());
  }

  @Override
  public String toString() {
    return side == Side.LONG ? symbol.text() : symbol + " (short)";
  }
}
