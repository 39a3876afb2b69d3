package io.afterclose.portfoliorefresh.valuation;

import io.afterclose.quant.price.CorporateAction;
import io.afterclose.quant.price.Sessions;
import io.afterclose.quant.symbol.OptionRoots;
import io.afterclose.quant.symbol.Symbol;
import java.math.BigDecimal;
import java.time.LocalDate;
import java.util.List;
import java.util.Optional;

/**
 * Closes and actions as far as they are known now; a caller that values a day D reads nothing
 * later.
 */
public interface MarketData extends PositionInputs.Presence<Symbol> {
  /**
   * The axis on which "five sessions older" is counted. It reaches from five sessions before the
   * oldest day to be valued (an option without an exit is valued on its expiry) to a week after the
   * newest.
   */
  @Override
  Sessions sessions();

  /** The close as traded on a session, USD per unit; empty if there is none. */
  Optional<BigDecimal> closeOn(Symbol symbol, LocalDate session);

  /**
   * All known corporate actions of a symbol in any order, from the earliest entry and quantity date
   * of its positions on.
   */
  List<CorporateAction> actionsOf(Symbol symbol);

  /** All known RENAMEs to a symbol, in any order, from the same day on. */
  List<CorporateAction> renamesOf(Symbol symbol);

  /** Which share an option is on. */
  OptionRoots optionRoots();

  @Override
  default boolean hasClose(Symbol symbol, LocalDate session) {
    return closeOn(symbol, session).isPresent();
  }

  @Override
  default Symbol named(Symbol symbol) {
    return symbol;
  }
}
