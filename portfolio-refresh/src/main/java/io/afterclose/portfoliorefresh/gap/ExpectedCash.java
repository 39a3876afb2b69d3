package io.afterclose.portfoliorefresh.gap;

import io.afterclose.calendar.TradingCalendar;
import io.afterclose.portfolio.position.Portfolio;
import java.time.LocalDate;
import java.util.Collection;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.NavigableSet;
import java.util.Objects;
import java.util.Set;
import java.util.SortedSet;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.stream.Collectors;

/** Adds to the drafts of a plan the sessions that are expected because of cash. */
final class ExpectedCash {

  private final TradingCalendar calendar;
  private final GapStore store;
  private final CashOnSessions cash;

  ExpectedCash(TradingCalendar calendar, GapStore store, CashOnSessions cash) {
    this.calendar = calendar;
    this.store = store;
    this.cash = cash;
  }

  void addTo(Collection<Draft> drafts, LocalDate target) {
    Map<Long, Draft> undecided =
        drafts.stream()
            .filter(draft -> !draft.undecided().isEmpty())
            .collect(Collectors.toMap(draft -> draft.portfolio().id(), draft -> draft));
    if (undecided.isEmpty()) {
      return;
    }
    Map<Long, NavigableSet<LocalDate>> days = store.cashDays(undecided.keySet(), target);
    undecided.keySet().retainAll(days.keySet());
    undecided.forEach((id, draft) -> of(days, id).forEach(draft.expected()::movedOn));
    Map<Portfolio, SortedSet<LocalDate>> asked =
        new TreeMap<>(Comparator.comparingLong(Portfolio::id));
    undecided.forEach(
        (id, draft) -> {
          SortedSet<LocalDate> closes = closes(draft.undecided(), of(days, id).first());
          if (!closes.isEmpty()) {
            asked.put(draft.portfolio(), closes);
          }
        });
    if (!asked.isEmpty()) {
      add(undecided, cash.notZero(asked));
    }
  }

  private static void add(Map<Long, Draft> drafts, Map<Portfolio, Set<LocalDate>> notZero) {
    notZero.forEach(
        (portfolio, sessions) -> sessions.forEach(of(drafts, portfolio.id()).expected()::worthOn));
  }

  private static <T> T of(Map<Long, T> values, long portfolio) {
    return Objects.requireNonNull(values.get(portfolio), "portfolio");
  }

  /** The sessions and those before them, from the first cash row on: before it there is no cash. */
  private SortedSet<LocalDate> closes(List<LocalDate> sessions, LocalDate firstRow) {
    SortedSet<LocalDate> closes = new TreeSet<>();
    for (LocalDate session : sessions) {
      closes.add(session);
      closes.add(EarlierSessions.back(calendar, 1, session));
    }
    return new TreeSet<>(closes.tailSet(firstRow));
  }
}
