package io.afterclose.portfoliorefresh.report;

import io.afterclose.calendar.TradingCalendar;
import io.afterclose.market.price.PriceOrigin;
import io.afterclose.market.price.PriceOriginStore;
import io.afterclose.portfolio.position.Portfolio;
import io.afterclose.portfolio.snapshot.DailyPerformance;
import io.afterclose.portfolio.snapshot.DailyPerformanceStore;
import io.afterclose.portfolio.snapshot.Revision;
import io.afterclose.portfolio.snapshot.RevisionStore;
import java.time.LocalDate;
import java.util.List;
import java.util.Optional;
import javax.sql.DataSource;
import org.slf4j.LoggerFactory;

/** Reads what the latest revision of a snapshot was made of. */
final class SnapshotExplainer {

  private final DataSource dataSource;
  private final TradingCalendar calendar;
  private final RevisionStore store;

  SnapshotExplainer(DataSource dataSource, TradingCalendar calendar) {
    this.dataSource = dataSource;
    this.calendar = calendar;
    this.store = new RevisionStore(dataSource);
  }

  /** That of a date; empty where there is no snapshot. */
  Optional<ExplainedSnapshot> of(Portfolio portfolio, LocalDate date) {
    List<Revision> revisions = store.ofDate(portfolio.id(), date);
    return revisions.isEmpty()
        ? Optional.empty()
        : Optional.of(
            of(
                portfolio,
                new DailyPerformanceStore(dataSource).of(portfolio.id(), date),
                revisions));
  }

  /** The open positions of a session; none where there is no snapshot that can be read back. */
  List<ExplainedPosition> positions(Portfolio portfolio, LocalDate session) {
    List<Revision> revisions = store.ofDate(portfolio.id(), session);
    if (revisions.isEmpty()) {
      return List.of();
    }
    Revision latest = revisions.get(revisions.size() - 1);
    return day(new InputHistory(dataSource, calendar), portfolio, session, latest).stream()
        .flatMap(day -> positions(day, latest).stream())
        .toList();
  }

  /**
   * That of a session.
   *
   * @param revisions all of it, the oldest first; at least one
   */
  ExplainedSnapshot of(
      Portfolio portfolio, DailyPerformance performance, List<Revision> revisions) {
    LocalDate date = performance.date();
    Revision latest = revisions.get(revisions.size() - 1);
    InputHistory inputs = new InputHistory(dataSource, calendar);
    DailyValuation day = day(inputs, portfolio, date, latest).orElse(null);
    DailyValuation previous =
        Optional.ofNullable(performance.previousDate())
            .flatMap(
                session -> {
                  List<Revision> earlier = store.ofDate(portfolio.id(), session);
                  return day(inputs, portfolio, session, earlier.get(earlier.size() - 1));
                })
            .orElse(null);
    return new ExplainedSnapshot(
        date,
        day == null ? List.of() : positions(day, latest),
        day == null ? null : CashChange.between(previous, day),
        DailyProfit.of(performance, previous, day),
        revisions);
  }

  private List<ExplainedPosition> positions(DailyValuation day, Revision latest) {
    List<PriceOrigin> origins =
        new PriceOriginStore(dataSource)
            .prices(
                day.oldestPrice(),
                day.date(),
                day.symbols(),
                Optional.ofNullable(latest.readSnapshot()));
    return ExplainedPosition.of(day, origins, calendar);
  }

  private static Optional<DailyValuation> day(
      InputHistory inputs, Portfolio portfolio, LocalDate date, Revision revision) {
    Optional<DailyValuation> day =
        inputs
            .read(portfolio, date, revision)
            .map(read -> DailyValuation.of(read.history(), read.market(), date));
    if (day.isEmpty()) {
      LoggerFactory.getLogger(SnapshotExplainer.class)
          .warn(
              "the inputs of {} revision {} cannot be read back: it was made before their changes"
                  + " were kept, or on another server; what was made of them is left out",
              date,
              revision.number());
    }
    return day;
  }
}
