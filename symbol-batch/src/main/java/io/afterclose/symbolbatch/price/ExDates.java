package io.afterclose.symbolbatch.price;

import io.afterclose.quant.price.CorporateAction;
import io.afterclose.quant.price.Sessions;
import java.time.LocalDate;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Ex-dates as returns and quantities use them: an ex-date that is no session moves to the next. */
final class ExDates {

  private static final Logger LOG = LoggerFactory.getLogger(ExDates.class);

  private ExDates() {}

  /**
   * The actions of one symbol, one of each kind a session, by session and kind. Dividends that meet
   * on a session add up, splits multiply. Days outside the sessions' range stay as they are.
   */
  static List<CorporateAction> onSessions(Collection<CorporateAction> actions, Sessions sessions) {
    Map<String, CorporateAction> byKey = new TreeMap<>();
    for (CorporateAction action : actions) {
      CorporateAction moved = onSession(action, sessions);
      byKey.merge(moved.exDate() + " " + moved.kind(), moved, ExDates::combined);
    }
    return List.copyOf(byKey.values());
  }

  private static CorporateAction onSession(CorporateAction action, Sessions sessions) {
    LocalDate day = action.exDate();
    int floor = sessions.floorIndex(day);
    boolean inside = floor >= 0 && floor + 1 < sessions.size();
    if (!inside || sessions.at(floor).equals(day)) {
      return action;
    }
    LocalDate session = sessions.at(floor + 1);
    LOG.warn(
        "{} {} of {}: {} is no session, counted on {}",
        action.symbol(),
        action.kind(),
        action.value().toPlainString(),
        day,
        session);
    return action.on(session);
  }

  private static CorporateAction combined(CorporateAction first, CorporateAction second) {
    return switch (first.kind()) {
      case SPLIT -> first.withValue(first.value().multiply(second.value()));
      case DIVIDEND, IMPLIED -> first.withValue(first.value().add(second.value()));
      case RENAME, STOCK_MERGER, CASH_MERGER, DELISTED, SPINOFF, LISTING -> first;
    };
  }
}
