package io.afterclose.portfoliorefresh.valuation;

import io.afterclose.quant.price.CorporateAction.Kind;
import java.time.LocalDate;
import org.jspecify.annotations.Nullable;

/**
 * Days on which a share that is held has one symbol.
 *
 * @param from the first of them; {@link LocalDate#MIN} where nothing tells
 * @param begin the RENAME, STOCK_MERGER or SPINOFF by which it has the symbol; null where there is
 *     none, and where the symbol was another company's before
 * @param end by which it has the symbol no more; null while there is none
 * @param <S> how a symbol is named
 */
record Stretch<S>(
    S symbol, LocalDate from, @Nullable ActionFact<S> begin, @Nullable ActionFact<S> end) {

  boolean beginsBy(Kind kind) {
    return begin != null && begin.kind() == kind;
  }

  /** Whether an action of its symbol is one on these shares, but for those of its last day. */
  boolean coversUntilEnd(ActionFact<S> action) {
    return symbol.equals(action.symbol())
        && isAfterBegin(action.exDate())
        && (end == null || action.exDate().isBefore(end.exDate()));
  }

  /** Of new shares in another company those of the day itself were counted before they came. */
  private boolean isAfterBegin(LocalDate day) {
    boolean sameShare = begin == null || begin.kind() == Kind.RENAME;
    return sameShare ? !day.isBefore(from) : day.isAfter(from);
  }
}
