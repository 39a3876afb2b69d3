package io.afterclose.portfoliorefresh.report;

import io.afterclose.calendar.TradingCalendar;
import io.afterclose.portfolio.position.PastPortfolioStore;
import io.afterclose.portfolio.position.Portfolio;
import io.afterclose.portfolio.position.PortfolioHistory;
import io.afterclose.portfolio.snapshot.Revision;
import io.afterclose.portfoliorefresh.snapshot.SnapshotCalculator;
import io.afterclose.portfoliorefresh.valuation.MarketData;
import io.afterclose.portfoliorefresh.valuation.MarketDataLoader;
import io.afterclose.portfoliorefresh.valuation.PastMarketStore;
import io.afterclose.portfoliorefresh.valuation.ValuationInput;
import io.afterclose.portfoliorefresh.valuation.ValuationInputs;
import java.time.LocalDate;
import java.util.List;
import java.util.Optional;
import javax.sql.DataSource;

/**
 * Reads back what a revision was made of.
 *
 * <p>No copy of the inputs is kept with a snapshot: 10,000 portfolios of 20 positions on 250 dates
 * a year would be 50 million rows, nearly all of them equal to their neighbours, for the few
 * snapshots that are ever compared. A snapshot keeps instead which transactions were visible, and
 * every change of an input keeps the row as it was; so the inputs of any revision are the present
 * ones with the later changes undone. That they are the right ones is proven each time: the same
 * calculation must give the fingerprint that was stored.
 */
final class InputHistory {

  /** The portfolio and the market as they were visible to a revision. */
  record Inputs(PortfolioHistory history, MarketData market) {}

  private final DataSource dataSource;
  private final TradingCalendar calendar;

  InputHistory(DataSource dataSource, TradingCalendar calendar) {
    this.dataSource = dataSource;
    this.calendar = calendar;
  }

  /** The inputs of a revision; empty when they cannot be read back. */
  Optional<List<ValuationInput>> of(Portfolio portfolio, LocalDate date, Revision revision) {
    return read(portfolio, date, revision)
        .map(inputs -> ValuationInputs.of(inputs.history(), inputs.market(), date));
  }

  /** All rows, also those that do not matter for the date. */
  Optional<Inputs> read(Portfolio portfolio, LocalDate date, Revision revision) {
    return Optional.ofNullable(revision.readSnapshot())
        .flatMap(reading -> read(portfolio, date, reading, revision.fingerprint()));
  }

  private Optional<Inputs> read(
      Portfolio portfolio, LocalDate date, String reading, String fingerprint) {
    PortfolioHistory history = new PastPortfolioStore(dataSource).recorded(portfolio, reading);
    MarketData market =
        new MarketDataLoader(calendar, new PastMarketStore(dataSource, reading))
            .load(List.of(history), List.of(date));
    String made = SnapshotCalculator.calculate(history, market, date).snapshot().fingerprint();
    return made.equals(fingerprint) ? Optional.of(new Inputs(history, market)) : Optional.empty();
  }
}
