package io.afterclose.portfoliorefresh.snapshot;

import static org.assertj.core.api.Assertions.assertThat;

import io.afterclose.portfolio.position.InvalidPortfolioException;
import io.afterclose.portfolio.position.Portfolio;
import io.afterclose.portfolio.position.PortfolioHistory;
import io.afterclose.portfolio.snapshot.SnapshotReason;
import io.afterclose.portfoliorefresh.gap.PortfolioDates;
import io.afterclose.portfoliorefresh.valuation.Market;
import io.afterclose.portfoliorefresh.valuation.MarketData;
import io.afterclose.run.history.ItemFailure;
import java.time.LocalDate;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.junit.jupiter.api.Test;

final class ValuationsTest {

  private static final LocalDate DATE = LocalDate.parse("2024-01-31");
  private static final Portfolio GOOD = new Portfolio(1, "Good");
  private static final Portfolio BAD = new Portfolio(2, "Bad");

  @Test
  void a_defect_of_the_program_is_an_internal_error_of_that_portfolio_only() {
    Valuations valuations =
        valued(
            history -> {
              throw new NullPointerException("no market");
            });
    assertThat(valuations.failed())
        .containsOnly(
            Map.entry(
                BAD,
                new ItemFailure(
                    "Bad", "INTERNAL_ERROR", "java.lang.NullPointerException: no market")));
    assertThat(valuations.snapshots()).hasSize(1);
  }

  @Test
  void data_that_cannot_be_valued_are_told_as_such() {
    Valuations valuations =
        valued(
            history -> {
              throw new InvalidPortfolioException("two balances of one day");
            });
    assertThat(valuations.failed())
        .containsOnly(
            Map.entry(BAD, new ItemFailure("Bad", "NOT_VALUED", "two balances of one day")));
  }

  /** What happens in the valuation of the bad one. */
  private interface Failing {
    void value(PortfolioHistory history);
  }

  private static Valuations valued(Failing failing) {
    Map<PortfolioDates, PortfolioHistory> histories = new LinkedHashMap<>();
    for (Portfolio portfolio : List.of(BAD, GOOD)) {
      histories.put(
          PortfolioDates.of(portfolio, List.of(DATE), SnapshotReason.MISSING),
          new PortfolioHistory(portfolio, List.of(), List.of(), List.of()));
    }
    MarketData market = Market.open().data();
    return Valuations.of(
        new SnapshotInputs.Loaded(histories, Set.of(DATE), () -> market, Map.of()),
        (history, data, dates) -> {
          if (history.portfolio().equals(BAD)) {
            failing.value(history);
          }
          return SnapshotCalculator.calculate(history, data, dates);
        });
  }
}
