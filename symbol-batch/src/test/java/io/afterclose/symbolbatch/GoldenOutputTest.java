package io.afterclose.symbolbatch;

import static org.assertj.core.api.Assertions.assertThat;

import io.afterclose.testkit.GoldenFile;
import io.afterclose.testkit.PostgresExtension;
import io.afterclose.testkit.SettableClock;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/**
 * What programs read: the CSV and JSON of every command that prints a result, byte by byte. Written
 * anew with {@code -Dgolden.write=true}; a change of a column is a change that users see.
 */
final class GoldenOutputTest {

  @RegisterExtension static final PostgresExtension POSTGRES = new PostgresExtension();

  @BeforeAll
  static void two_nights_of_the_simulated_market() {
    POSTGRES.reset();
    operator().types("universe", "add", "ALFA", "NOPE1").hasExitCode(0);
    operator().types("run", "--date", "2022-06-29", "--provider", "sample").hasExitCode(0);
    operator().types("run", "--date", "2022-06-30", "--provider", "sample").hasExitCode(0);
    StoredRows.in(POSTGRES.dataSource())
        .execute(
            """
            insert into market_data_quarantine (job_execution_id, symbol, price_date, reason, detail,
              source, quarantined_at, first_seen_at, seen_by)
            values (2, 'ALFA', '2022-06-30', 'NOT_POSITIVE', 'close -1, as "N/A"', 'yahoo', now(),
              now(), '{2}')
            """);
  }

  @ParameterizedTest
  @CsvSource({
    "exposures, exposures --date 2022-06-30 --symbol ALFA",
    "explain, explain ALFA MARKET_BETA --date 2022-06-30",
    "metrics, metrics --date 2022-06-30 --symbol ALFA",
    "missing, missing --date 2022-06-30",
    "quarantine, quarantine list --date 2022-06-30",
    "history, history",
    "show, show --date 2022-06-30",
    "status, status",
    "plan, plan --date 2022-07-01",
    "universe-list, universe list",
    "universe-show, universe show ALFA",
    "config-show, config show",
  })
  void the_result_of_a_command_is_stable(String name, String words) {
    String csv = printed(words, "csv");
    assertThat(GoldenFile.of(name + ".csv").text(csv)).as("%s.csv", name).isEqualTo(csv);
    String json = printed(words, "json");
    assertThat(GoldenFile.of(name + ".json").text(json)).as("%s.json", name).isEqualTo(json);
  }

  private static String printed(String words, String format) {
    List<String> command = new ArrayList<>(List.of(words.split(" ")));
    command.addAll(List.of("-o", format));
    String out = operator().types(command.toArray(String[]::new)).hasExitCode(0).out();
    return format.equals("csv") ? GoldenFile.steadyCsv(out) : GoldenFile.steady(out);
  }

  private static Operator operator() {
    return Operator.in(POSTGRES.environment(), SettableClock.at("2022-08-01T12:00:00Z"));
  }
}
