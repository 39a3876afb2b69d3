package io.afterclose.symbolbatch;

import static org.assertj.core.api.Assertions.assertThat;

import io.afterclose.testkit.CommandRun;
import io.afterclose.testkit.PostgresExtension;
import io.afterclose.testkit.SettableClock;
import java.nio.file.Path;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.api.io.TempDir;

/** What the command plan says, and that run does just that. */
final class PlanTest {

  @RegisterExtension static final PostgresExtension POSTGRES = new PostgresExtension();

  private static final List<String> ETFS =
      List.of("IWM", "MTUM", "QUAL", "SPY", "TLT", "USMV", "VTV", "VUG");

  @TempDir private Path folder;

  private Operator operator;
  private StoredRows stored;

  @BeforeEach
  void one_member_and_no_night() {
    POSTGRES.reset();
    operator =
        Operator.in(
            POSTGRES.environment(), SettableClock.at(Instant.parse("2026-01-09T12:00:00Z")));
    stored = StoredRows.in(POSTGRES.dataSource());
    operator.types("universe", "add", "ALFA").hasExitCode(0);
  }

  private List<String> planned(String... words) {
    List<String> all = new ArrayList<>(List.of("plan", "-o", "csv"));
    all.addAll(List.of(words));
    return operator.types(all.toArray(String[]::new)).hasExitCode(0).out().lines().skip(1).toList();
  }

  private CommandRun run(String... words) {
    List<String> all = new ArrayList<>(List.of("run", "--provider", "sample"));
    all.addAll(List.of(words));
    return operator.types(all.toArray(String[]::new));
  }

  /** Reads, per step of the last execution, what plan had listed for it. */
  private List<String> worked() {
    return stored.texts(
        "select step_name || ' ' || read_count from batch_step_execution"
            + " where job_execution_id = (select max(job_execution_id) from batch_job_execution)"
            + " order by step_execution_id");
  }

  private static List<String> counted(List<String> planned) {
    Map<String, Integer> counts = new java.util.LinkedHashMap<>();
    planned.forEach(line -> counts.merge(line.split(",", -1)[1], 1, Integer::sum));
    return counts.entrySet().stream().map(one -> one.getKey() + " " + one.getValue()).toList();
  }

  @Test
  void a_first_night_asks_for_all_prices_and_fits_all_symbols() {
    List<String> planned = planned("--date", "2026-01-08");
    assertThat(planned)
        .startsWith("2026-01-08,prices,ALFA,no final price yet")
        .contains(
            "2026-01-08,marketBeta,ALFA,MEMBER",
            "2026-01-08,spreadFactors,SPY,FACTOR_ETF",
            "2026-01-08,metrics,VUG,FACTOR_ETF")
        .hasSize(6 * 9);
    run("--date", "2026-01-08").hasExitCode(0);
    assertThat(worked()).isEqualTo(counted(planned));
  }

  @Test
  void nothing_is_written() {
    Map<String, String> before = stored.versions();
    planned("--date", "2026-01-08");
    assertThat(stored.versions()).isEqualTo(before);
  }

  @Test
  void a_complete_night_has_nothing_to_do() {
    run("--date", "2026-01-08").hasExitCode(0);
    assertThat(planned("--date", "2026-01-08")).isEmpty();
    assertThat(planned()).isEmpty();
  }

  @Test
  void without_a_date_the_latest_session_comes_before_the_missed_ones() {
    run("--date", "2026-01-05").hasExitCode(0);
    assertThat(planned().stream().map(line -> line.substring(0, 10)).distinct())
        .containsExactly("2026-01-08", "2026-01-07", "2026-01-06");
    assertThat(planned()).startsWith("2026-01-08,prices,ALFA,no final price since 2025-12-24");
  }

  @Test
  void a_failed_night_goes_on_with_what_it_lacks_and_skips_no_phase_that_failed() {
    String prices =
        PriceFile.ofFactorEtfs("2024-12-02", "2026-01-08")
            .without("TLT", "2026-01-08")
            .sample("ALFA", "2024-12-02", "2026-01-08")
            .in(folder, "prices.csv");
    operator
        .types("run", "--date", "2026-01-08", "--provider", "csv", "--prices", prices)
        .hasExitCode(1);
    List<String> planned = planned("--date", "2026-01-08");
    assertThat(planned)
        .anyMatch(line -> line.startsWith("2026-01-08,prices,TLT,no final price since "))
        .anyMatch(line -> line.startsWith("2026-01-08,marketBeta,ALFA,"));
    run("--date", "2026-01-08").hasExitCode(0);
    assertThat(worked()).isEqualTo(counted(planned));
  }

  @Test
  void a_phase_that_ended_is_left_out_and_the_one_that_stopped_goes_on_after_its_last_symbol() {
    run("--date", "2026-01-08").hasExitCode(0);
    stored.execute("update batch_job_execution set status = 'STOPPED'");
    stored.execute(
        "update batch_step_execution set status = 'STOPPED' where step_name = 'metrics'");
    stored.execute(
        "update batch_step_execution_context set short_context ="
            + " regexp_replace(short_context, '\"last.symbol\":\"[A-Z]+\"',"
            + " '\"last.symbol\":\"SPY\"')"
            + " where step_execution_id = (select step_execution_id from batch_step_execution"
            + " where step_name = 'metrics')");
    assertThat(planned("--date", "2026-01-08"))
        .containsExactly(
            "2026-01-08,metrics,TLT,FACTOR_ETF",
            "2026-01-08,metrics,USMV,FACTOR_ETF",
            "2026-01-08,metrics,VTV,FACTOR_ETF",
            "2026-01-08,metrics,VUG,FACTOR_ETF");
    run("--date", "2026-01-08").hasExitCode(0);
    assertThat(worked()).containsExactly("metrics 4");
  }

  @Test
  void a_narrower_run_has_its_own_plan() {
    operator.types("universe", "add", "KILO").hasExitCode(0);
    List<String> planned = planned("--date", "2026-01-08", "--symbols", "KILO");
    assertThat(planned)
        .hasSize(6 * 9)
        .noneMatch(line -> line.contains(",ALFA,"))
        .anyMatch(line -> line.equals("2026-01-08,metrics,KILO,MEMBER"));
    assertThat(planned.stream().filter(line -> line.contains(",prices,"))).hasSize(1 + ETFS.size());
  }

  @Test
  void what_run_refuses_plan_refuses() {
    assertThat(operator.types("plan", "--symbols", "NOSUCH").hasExitCode(2).err())
        .contains("NOSUCH");
    assertThat(operator.types("plan", "--date", "2026-01-10").hasExitCode(6).err())
        .contains("is no NYSE session");
  }
}
