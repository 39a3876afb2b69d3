package io.afterclose.symbolbatch;

import static org.assertj.core.api.Assertions.assertThat;

import io.afterclose.calendar.NyseCalendar;
import io.afterclose.calendar.TradingCalendar;
import io.afterclose.quant.symbol.Symbol;
import io.afterclose.run.execution.JobContext;
import io.afterclose.run.execution.ProcessContext;
import io.afterclose.run.execution.TimeLimit;
import io.afterclose.run.name.JobName;
import io.afterclose.symbolbatch.provider.PriceProviders;
import io.afterclose.symbolbatch.provider.sample.SampleMarket;
import io.afterclose.symbolbatch.session.ChunkSize;
import io.afterclose.testkit.CommandRun;
import io.afterclose.testkit.PostgresExtension;
import io.afterclose.testkit.SettableClock;
import java.time.Clock;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.springframework.aop.support.AopUtils;
import org.springframework.batch.core.repository.JobRepository;
import org.springframework.batch.core.repository.support.ResourcelessJobRepository;

/** Whole nights of the simulated market, whose true betas are known. */
final class SampleNightTest {

  @RegisterExtension static final PostgresExtension POSTGRES = new PostgresExtension();

  private static final List<String> SHARES = List.of("ALFA", "GOLF", "MIKE", "TNGO", "ZULU");

  private final StoredRows rows = StoredRows.in(POSTGRES.dataSource());

  @BeforeEach
  void five_shares_are_members() {
    POSTGRES.reset();
    operator().types("universe", "add", "ALFA", "GOLF", "MIKE", "TNGO", "ZULU").hasExitCode(0);
  }

  @Test
  void six_steps_complete_and_the_job_repository_says_so() {
    CommandRun answer = night("2022-06-30").hasExitCode(0);
    assertThat(rows.rows("select status, exit_code from batch_job_execution"))
        .containsExactly(Map.of("status", "COMPLETED", "exit_code", "COMPLETED"));
    assertThat(rows.texts("select step_name from batch_step_execution order by step_execution_id"))
        .isEqualTo(SymbolBatchJob.PHASES);
    assertThat(rows.texts("select distinct status from batch_step_execution"))
        .containsExactly("COMPLETED");
    assertThat(answer.logged("phase ")).hasSize(6);
  }

  @Test
  void fitted_market_betas_are_within_four_standard_errors_of_the_true_ones() {
    night("2022-06-30").hasExitCode(0);
    for (String share : SHARES) {
      String where =
          " from symbol_factor_exposures where factor_code = 'MARKET_BETA' and symbol = ";
      double beta = rows.number("select beta" + where + "'" + share + "'");
      double error = rows.number("select std_error" + where + "'" + share + "'");
      double trueBeta = SampleMarket.trueBeta(Symbol.of(share)).orElseThrow();
      assertThat(beta - trueBeta).as(share).isBetween(-4 * error, 4 * error);
      assertThat(error).as(share).isBetween(1e-3, 0.2);
    }
  }

  @Test
  void each_symbol_has_twelve_exposures_and_a_metrics_row_with_the_same_betas() {
    night("2022-06-30").hasExitCode(0);
    assertThat(rows.count("symbol_factor_exposures where status = 'FITTED'")).isEqualTo(13 * 12);
    assertThat(rows.count("symbol_daily_metrics where data_quality_score = 100")).isEqualTo(13);
    assertThat(
            rows.count(
                "symbol_daily_metrics m join symbol_factor_exposures e on e.symbol = m.symbol"
                    + " and e.factor_code = 'MARKET_BETA' and e.beta = m.market_beta"))
        .isEqualTo(13);
    assertThat(rows.count("factor_model_diagnostics")).isEqualTo(6);
  }

  @Test
  void running_twice_writes_nothing_the_second_time() {
    night("2022-06-30").hasExitCode(0);
    Map<String, String> before = rows.versions();
    assertThat(night("2022-06-30").hasExitCode(0).logged("nothing to do")).hasSize(1);
    assertThat(rows.versions()).isEqualTo(before);
  }

  @Test
  void the_next_session_adds_its_rows_and_leaves_the_old_ones() {
    night("2022-06-30").hasExitCode(0);
    String first = exposures("2022-06-30");
    long prices = rows.count("market_data_cache");
    night("2022-07-01").hasExitCode(0);
    assertThat(exposures("2022-06-30")).isEqualTo(first);
    assertThat(rows.count("symbol_factor_exposures")).isEqualTo(2 * 13 * 12);
    assertThat(rows.count("market_data_cache")).isEqualTo(prices + 13);
    assertThat(rows.count("market_data_history")).isZero();
    assertThat(rows.count("symbol_daily_metrics where metrics_date = '2022-06-30'")).isEqualTo(13);
  }

  @Test
  void a_backfill_gives_the_rows_of_the_night_itself() {
    night("2022-06-30").hasExitCode(0);
    String onTheNight = exposures("2022-06-30");
    POSTGRES.reset();
    operator().types("universe", "add", "ALFA", "GOLF", "MIKE", "TNGO", "ZULU").hasExitCode(0);
    night("2022-07-15").hasExitCode(0);
    night("2022-06-30").hasExitCode(0);
    assertThat(exposures("2022-06-30")).isEqualTo(onTheNight);
  }

  @Test
  void the_job_repository_is_the_one_in_the_database() {
    TradingCalendar calendar = NyseCalendar.standard();
    try (JobContext context =
        JobContext.open(
            JobName.SYMBOL_BATCH,
            SymbolBatchJob.class,
            new ProcessContext(POSTGRES.environment(), Clock.systemUTC()),
            POSTGRES.database(),
            beans -> {
              beans.registerBean(ChunkSize.class, () -> new ChunkSize(100));
              beans.registerBean(
                  PriceProviders.class, () -> PriceProviders.local(new SampleMarket(calendar)));
              beans.registerBean(TimeLimit.class, () -> TimeLimit.NONE);
            })) {
      JobRepository repository = context.bean(JobRepository.class);
      assertThat(AopUtils.getTargetClass(repository)).isNotEqualTo(ResourcelessJobRepository.class);
      repository.createJobInstance(
          "proof", new org.springframework.batch.core.job.parameters.JobParameters());
      assertThat(rows.texts("select job_name from batch_job_instance")).containsExactly("proof");
    }
  }

  private String exposures(String date) {
    return operator().types("exposures", "--date", date, "-o", "csv").hasExitCode(0).out();
  }

  private static CommandRun night(String date) {
    return operator().types("run", "--date", date, "--provider", "sample");
  }

  private static Operator operator() {
    return Operator.in(POSTGRES.environment(), SettableClock.at("2022-08-01T12:00:00Z"));
  }
}
