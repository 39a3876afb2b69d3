package io.afterclose.portfoliorefresh.snapshot;

import io.afterclose.portfolio.position.InvalidPortfolioException;
import io.afterclose.portfolio.position.KeyRange;
import io.afterclose.portfolio.position.Portfolio;
import io.afterclose.portfolio.position.PortfolioHistory;
import io.afterclose.portfolio.position.PortfolioStore;
import io.afterclose.portfolio.position.RecordedRows;
import io.afterclose.portfoliorefresh.gap.PortfolioDates;
import io.afterclose.portfoliorefresh.valuation.MarketData;
import io.afterclose.portfoliorefresh.valuation.MarketDataLoader;
import io.afterclose.run.history.ItemFailure;
import java.time.LocalDate;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.TreeSet;
import java.util.function.Supplier;
import java.util.stream.Collectors;
import org.springframework.util.function.SingletonSupplier;

/** Loads what the values of some portfolios on their sessions are made of. */
public final class SnapshotInputs {

  private final PortfolioStore portfolios;
  private final MarketDataLoader market;

  SnapshotInputs(PortfolioStore portfolios, MarketDataLoader market) {
    this.portfolios = portfolios;
    this.market = market;
  }

  /**
   * What was loaded.
   *
   * @param histories of the portfolios whose rows make one
   * @param dates of all their snapshots
   * @param market what they read of it; only where there is a history
   * @param failed portfolios whose rows are wrong or contradict each other
   */
  public record Loaded(
      Map<PortfolioDates, PortfolioHistory> histories,
      Set<LocalDate> dates,
      Supplier<MarketData> market,
      Map<Portfolio, ItemFailure> failed) {

    /** The keys of the portfolios with a history, from the lowest to the highest one. */
    KeyRange portfolios() {
      return KeyRange.around(
          histories.keySet().stream().map(dates -> dates.portfolio().id()).toList());
    }
  }

  /** Loads it for portfolios with the sessions that they are valued on. */
  public Loaded load(List<PortfolioDates> work) {
    Map<Portfolio, ItemFailure> failed = new LinkedHashMap<>();
    Map<PortfolioDates, PortfolioHistory> histories = histories(work, failed);
    Set<LocalDate> dates =
        histories.keySet().stream()
            .flatMap(portfolio -> portfolio.dates().stream())
            .collect(Collectors.toCollection(TreeSet::new));
    return new Loaded(
        histories,
        dates,
        SingletonSupplier.of(() -> market.load(histories.values(), dates)),
        failed);
  }

  private Map<PortfolioDates, PortfolioHistory> histories(
      List<PortfolioDates> work, Map<Portfolio, ItemFailure> failed) {
    Map<Long, RecordedRows> recorded =
        portfolios.recorded(work.stream().map(PortfolioDates::portfolio).distinct().toList());
    Map<PortfolioDates, PortfolioHistory> histories = new LinkedHashMap<>();
    for (PortfolioDates dates : work) {
      Portfolio portfolio = dates.portfolio();
      try {
        histories.put(dates, Objects.requireNonNull(recorded.get(portfolio.id())).of(portfolio));
      } catch (InvalidPortfolioException invalid) {
        failed.put(portfolio, Valuations.notValued(portfolio, invalid));
      }
    }
    return histories;
  }
}
