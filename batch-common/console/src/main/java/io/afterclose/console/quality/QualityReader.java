package io.afterclose.console.quality;

import io.afterclose.calendar.TradingCalendar;
import io.afterclose.console.access.Visibility;
import io.afterclose.market.price.QuarantineRow;
import io.afterclose.market.price.QuarantineStore;
import io.afterclose.market.quality.FlaggedPrice;
import io.afterclose.market.quality.PriceFlagStore;
import io.afterclose.market.universe.OnboardingQueueStore;
import io.afterclose.market.universe.QueuedSymbol;
import io.afterclose.quant.symbol.Symbol;
import io.afterclose.run.history.JobHistoryStore;
import io.afterclose.run.name.JobName;
import java.time.Clock;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.Function;
import java.util.stream.Collectors;
import javax.sql.DataSource;
import org.jspecify.annotations.Nullable;

/** Puts together what the stores say; who sees some portfolios sees what these hold. */
final class QualityReader {

  /** Values in doubt at once. */
  private static final int MOST_DOUBTS = 500;

  private final QualityStore store;
  private final OnboardingQueueStore queue;
  private final QuarantineStore quarantine;
  private final PriceFlagStore flags;
  private final JobHistoryStore history;
  private final TradingCalendar calendar;
  private final Clock clock;

  QualityReader(
      DataSource dataSource, OnboardingQueueStore queue, TradingCalendar calendar, Clock clock) {
    this.store = new QualityStore(dataSource);
    this.queue = queue;
    this.quarantine = new QuarantineStore(dataSource, clock);
    this.flags = new PriceFlagStore(dataSource);
    this.history = new JobHistoryStore(dataSource);
    this.calendar = calendar;
    this.clock = clock;
  }

  /**
   * What somebody may see.
   *
   * @param date the session; null for the latest one that is over
   * @param after the symbol behind which the list begins; empty for the first ones
   */
  Quality of(Visibility visibility, @Nullable LocalDate date, String after, int limit) {
    LocalDate due = calendar.latestCompletedSession(clock.instant());
    LocalDate session = date == null ? due : date;
    List<QualityStore.Doubtful> found = store.symbols(visibility, after, limit + 1);
    List<QualityStore.Doubtful> shown = found.subList(0, Math.min(limit, found.size()));
    List<Quality.Doubt> doubts = doubts(visibility, session);
    return new Quality(
        session,
        store.portfolios(visibility, session),
        store.sums(visibility),
        late(shown, due),
        found.size() > limit ? shown.get(limit - 1).symbol() : null,
        doubts.subList(0, Math.min(MOST_DOUBTS, doubts.size())),
        Math.max(0, doubts.size() - MOST_DOUBTS));
  }

  private List<Quality.Late> late(List<QualityStore.Doubtful> symbols, LocalDate due) {
    Map<String, QueuedSymbol> queued =
        queue.states(symbols.stream().map(one -> Symbol.of(one.symbol())).toList()).stream()
            .collect(Collectors.toMap(one -> one.symbol().text(), Function.identity()));
    return symbols.stream()
        .map(
            one -> {
              Optional<QueuedSymbol> row = Optional.ofNullable(queued.get(one.symbol()));
              LocalDate last = one.lastPrice();
              return new Quality.Late(
                  one,
                  last == null ? null : sessions(last, due),
                  row.map(queue -> queue.status().name()).orElse(null),
                  row.flatMap(QueuedSymbol::reason).orElse(null));
            })
        .toList();
  }

  private int sessions(LocalDate last, LocalDate due) {
    return last.isBefore(due) ? calendar.sessions(last.plusDays(1), due).size() : 0;
  }

  /** As the command {@code quarantine list} has them: kept out first, then stored ones. */
  private List<Quality.Doubt> doubts(Visibility visibility, LocalDate session) {
    List<Long> executions =
        history.ofDate(JobName.SYMBOL_BATCH, session).stream()
            .map(run -> run.execution().id())
            .toList();
    List<Quality.Doubt> doubts = new ArrayList<>();
    quarantine.ofRuns(executions).stream().map(QualityReader::doubt).forEach(doubts::add);
    flags.doubtedOn(session).stream().map(QualityReader::doubt).forEach(doubts::add);
    if (!visibility.all()) {
      Set<String> held = store.held(visibility.portfolios());
      doubts.removeIf(doubt -> !held.contains(doubt.symbol()));
    }
    return doubts;
  }

  private static Quality.Doubt doubt(QuarantineRow row) {
    return new Quality.Doubt(
        row.value().symbol(),
        row.value().date(),
        false,
        row.value().reason(),
        row.value().detail(),
        row.value().source(),
        row.value().close(),
        row.decision());
  }

  private static Quality.Doubt doubt(FlaggedPrice price) {
    return new Quality.Doubt(
        price.symbol().text(),
        price.session().toString(),
        true,
        price.flags(),
        "",
        price.source(),
        price.close(),
        null);
  }
}
