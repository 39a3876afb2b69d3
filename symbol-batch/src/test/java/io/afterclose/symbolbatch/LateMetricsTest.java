package io.afterclose.symbolbatch;

import static org.assertj.core.api.Assertions.assertThat;

import io.afterclose.testkit.PostgresExtension;
import io.afterclose.testkit.SettableClock;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.api.io.TempDir;

/** What exposures and metrics of a session are when one of its prices comes a session later. */
final class LateMetricsTest {

  @RegisterExtension static final PostgresExtension POSTGRES = new PostgresExtension();

  private static final String FIRST = "2021-12-01";
  private static final String BEFORE = "2022-06-29";
  private static final String D = "2022-06-30";
  private static final String NEXT = "2022-07-01";

  @TempDir private Path folder;

  private final StoredRows rows = StoredRows.in(POSTGRES.dataSource());
  private final SettableClock clock = SettableClock.at("2022-08-01T12:00:00Z");

  @BeforeEach
  void two_members() {
    newDatabase();
  }

  private void newDatabase() {
    POSTGRES.reset();
    operator().types("universe", "add", "KILO", "LIMA").hasExitCode(0);
  }

  private static PriceFile complete() {
    return PriceFile.ofFactorEtfs(FIRST, NEXT)
        .sample("KILO", FIRST, NEXT)
        .sample("LIMA", FIRST, NEXT);
  }

  private void nights(PriceFile file, String... dates) {
    for (String date : dates) {
      clock.advance(Duration.ofHours(1));
      operator()
          .types(
              "run", "--date", date, "--provider", "csv", "--prices", file.in(folder, "prices.csv"))
          .hasExitCode(0);
    }
  }

  @Test
  void a_value_that_comes_a_session_later_makes_metrics_and_exposures_of_its_session_again() {
    nights(complete(), BEFORE, D, NEXT);
    List<String> undisturbed = resultsOfD();
    newDatabase();

    nights(complete().without("KILO", D), BEFORE, D);
    assertThat(rows.text("select reasons from symbol_daily_metrics where " + ofD("KILO")))
        .contains("close=NO_PRICE", "return_1d=NO_PRICE");
    assertThat(resultsOfD()).isNotEqualTo(undisturbed);

    nights(complete(), NEXT);
    assertThat(resultsOfD()).isEqualTo(undisturbed);
  }

  @Test
  void a_corrected_factor_fund_makes_those_of_all_symbols_again() {
    nights(complete(), BEFORE, D, NEXT);
    List<String> undisturbed = resultsOfD();
    newDatabase();

    PriceFile early = complete().without("SPY", D).close("SPY", D, "400");
    nights(early, BEFORE, D);
    assertThat(resultsOfD()).isNotEqualTo(undisturbed);

    nights(complete(), NEXT);
    assertThat(resultsOfD()).isEqualTo(undisturbed);
  }

  @Test
  void a_dividend_that_is_told_a_session_later_counts_on_its_day() {
    PriceFile file = complete();
    nights(file, BEFORE, D);
    String before = rows.text("select return_1d from symbol_daily_metrics where " + ofD("KILO"));
    rows.execute(
        "insert into corporate_action_reports"
            + " (symbol, ex_date, kind, source, rank, value, unconfirmed, reported_at)"
            + " values ('KILO', '2022-06-30', 'DIVIDEND', 'other', 2, 1, false, now())");

    nights(file, NEXT);

    assertThat(rows.text("select return_1d from symbol_daily_metrics where " + ofD("KILO")))
        .isNotEqualTo(before);
  }

  @Test
  void without_a_late_price_nothing_is_written_again() {
    nights(complete(), BEFORE, D);
    String rowVersions =
        "select xmin::text from symbol_daily_metrics where metrics_date = '" + D + "'";
    List<String> before = rows.texts(rowVersions);
    nights(complete(), NEXT);
    assertThat(rows.texts(rowVersions)).isEqualTo(before);
  }

  private static String ofD(String symbol) {
    return "symbol = '" + symbol + "' and metrics_date = '" + D + "'";
  }

  /** All metrics, exposures and diagnostics of the session, the reading's mark left out. */
  private List<String> resultsOfD() {
    return rows.texts(
        "select (to_jsonb(m) - 'read_before')::text from symbol_daily_metrics m"
            + " where metrics_date = '2022-06-30'"
            + " union all select to_jsonb(e)::text from symbol_factor_exposures e"
            + " where calculation_date = '2022-06-30'"
            + " union all select to_jsonb(d)::text from factor_model_diagnostics d"
            + " where calculation_date = '2022-06-30' order by 1");
  }

  private Operator operator() {
    return Operator.in(POSTGRES.environment(), clock);
  }
}
