package io.afterclose.portfoliorefresh.snapshot;

import io.afterclose.portfolio.position.CashMovement;
import io.afterclose.portfolio.position.InvalidPortfolioException;
import io.afterclose.portfolio.position.Money;
import io.afterclose.portfolio.position.Portfolio;
import io.afterclose.portfolio.position.PortfolioHistory;
import io.afterclose.portfolio.snapshot.PositionValue;
import io.afterclose.portfolio.snapshot.Snapshot;
import io.afterclose.portfoliorefresh.gap.PortfolioDates;
import io.afterclose.portfoliorefresh.refresh.Unpriced;
import io.afterclose.portfoliorefresh.valuation.MarketData;
import io.afterclose.portfoliorefresh.valuation.PositionValuation;
import io.afterclose.portfoliorefresh.valuation.PositionValuation.Status;
import io.afterclose.run.history.ItemFailure;
import java.math.BigDecimal;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.TreeMap;
import java.util.function.Function;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * The snapshots of some portfolios, valued.
 *
 * @param valued in the order of work
 * @param failed portfolios that cannot be valued; bad data as NOT_VALUED with its reason, a defect
 *     of the program as INTERNAL_ERROR with its trace in the log
 */
record Valuations(List<ValuedSnapshot> valued, Map<Portfolio, ItemFailure> failed) {

  private static final Logger LOG = LoggerFactory.getLogger(Valuations.class);

  static Valuations of(SnapshotInputs.Loaded loaded) {
    return of(loaded, SnapshotCalculator::calculate);
  }

  /** Values one portfolio on dates, in their order. */
  @FunctionalInterface
  interface Calculation {
    List<ValuedSnapshot> calculate(
        PortfolioHistory history, MarketData market, List<LocalDate> dates);
  }

  static Valuations of(SnapshotInputs.Loaded loaded, Calculation calculation) {
    List<ValuedSnapshot> valued = new ArrayList<>();
    Map<Portfolio, ItemFailure> failed = new LinkedHashMap<>(loaded.failed());
    loaded
        .histories()
        .forEach(
            (dates, history) -> {
              Portfolio portfolio = dates.portfolio();
              MarketData market = loaded.market().get();
              try {
                valued.addAll(calculation.calculate(history, market, dates.dates()));
              } catch (InvalidPortfolioException invalid) {
                failed.put(portfolio, notValued(portfolio, invalid));
              } catch (RuntimeException defect) {
                LOG.error("{} could not be valued", portfolio, defect);
                failed.put(
                    portfolio,
                    new ItemFailure(portfolio.name(), "INTERNAL_ERROR", defect.toString()));
              }
            });
    return new Valuations(valued, failed);
  }

  static ItemFailure notValued(Portfolio portfolio, InvalidPortfolioException invalid) {
    return new ItemFailure(portfolio.name(), "NOT_VALUED", String.valueOf(invalid.getMessage()));
  }

  List<Snapshot> snapshots() {
    return valued.stream().map(ValuedSnapshot::snapshot).toList();
  }

  List<Long> portfolioIds() {
    return valued.stream()
        .map(valuedSnapshot -> valuedSnapshot.snapshot().portfolioId())
        .distinct()
        .toList();
  }

  /** What nothing prices, of the portfolios of this work. */
  List<Unpriced> unpriced(List<PortfolioDates> work) {
    Map<Long, Portfolio> portfolios = new TreeMap<>();
    work.forEach(dates -> portfolios.put(dates.portfolio().id(), dates.portfolio()));
    List<Unpriced> unpriced = new ArrayList<>();
    for (ValuedSnapshot one : valued) {
      Portfolio portfolio = Objects.requireNonNull(portfolios.get(one.snapshot().portfolioId()));
      one.positions().stream()
          .filter(position -> position.status() == Status.UNPRICED)
          .map(position -> unpriced(portfolio, one.snapshot().date(), position))
          .distinct()
          .forEach(unpriced::add);
      one.unmatched().forEach(row -> unpriced.add(unmatched(portfolio, one, row)));
    }
    return unpriced;
  }

  private static Unpriced unpriced(
      Portfolio portfolio, LocalDate date, PositionValuation valuation) {
    return new Unpriced(
        portfolio,
        date,
        valuation.symbol().text(),
        Objects.requireNonNull(valuation.reason(), "reason").name());
  }

  /** Whether a snapshot is among them. */
  boolean made(long portfolioId, LocalDate date) {
    return valued.stream()
        .map(ValuedSnapshot::snapshot)
        .anyMatch(one -> one.portfolioId() == portfolioId && one.date().equals(date));
  }

  /** Whether a position is held in the snapshot of a date. */
  boolean holds(long positionId, LocalDate date) {
    return valued.stream()
        .filter(one -> one.snapshot().date().equals(date))
        .flatMap(one -> one.positions().stream())
        .anyMatch(position -> position.position().id() == positionId);
  }

  private static Unpriced unmatched(Portfolio portfolio, ValuedSnapshot of, CashMovement row) {
    return new Unpriced(
        portfolio, of.snapshot().date(), "cash row " + row.id(), "NO_IMPLIED_" + row.replaces());
  }

  /** The newest value of each position. */
  Collection<PositionValue> positionValues() {
    Map<Long, PositionValue> newest = new TreeMap<>();
    for (ValuedSnapshot valuedSnapshot : valued) {
      LocalDate date = valuedSnapshot.snapshot().date();
      valuedSnapshot.positions().stream()
          .collect(Collectors.groupingBy(line -> line.position().id()))
          .forEach(
              (position, lines) ->
                  positionValue(date, lines)
                      .ifPresent(
                          value ->
                              newest.merge(
                                  position,
                                  value,
                                  (first, second) ->
                                      first.date().isAfter(second.date()) ? first : second)));
    }
    return newest.values();
  }

  /**
   * What a position shows of a day: the price of the share that it states or has become, and the
   * value of that and of what was spun off of it; no value where that of one is unknown.
   *
   * @param lines of one position, its own first if it is held
   */
  static Optional<PositionValue> positionValue(LocalDate date, List<PositionValuation> lines) {
    if (lines.isEmpty()) {
      return Optional.empty();
    }
    PositionValuation first = lines.get(0);
    return Optional.of(
        new PositionValue(
            first.position().id(),
            date,
            first.price(),
            first.priceDate(),
            sum(lines, PositionValuation::value),
            sum(lines, PositionValuation::unrealizedPnl)));
  }

  private static @Nullable BigDecimal sum(
      List<PositionValuation> lines, Function<PositionValuation, Optional<BigDecimal>> amount) {
    List<BigDecimal> known = lines.stream().flatMap(line -> amount.apply(line).stream()).toList();
    return known.size() < lines.size()
        ? null
        : Money.toCents(known.stream().reduce(BigDecimal.ZERO, BigDecimal::add));
  }
}
