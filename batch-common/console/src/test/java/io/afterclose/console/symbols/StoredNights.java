package io.afterclose.console.symbols;

import java.time.LocalDate;
import java.util.List;
import javax.sql.DataSource;
import org.springframework.batch.core.BatchStatus;
import org.springframework.jdbc.core.simple.JdbcClient;

/** Nights as the jobs leave them: their runs and executions, metrics, exposures and prices. */
public final class StoredNights {

  private static final String INSTANCE =
      """
      insert into batch_job_instance (job_instance_id, version, job_name, job_key)
      values (nextval('batch_job_instance_seq'), 0, :job, md5(:key))
      on conflict (job_name, job_key) do update set version = 0
      returning job_instance_id
      """;

  private static final String EXECUTION =
      """
      insert into batch_job_execution (job_execution_id, version, job_instance_id, create_time,
        start_time, status, exit_code, exit_message, last_updated)
      values (nextval('batch_job_execution_seq'), 1, :instance, localtimestamp, localtimestamp,
        'STARTED', 'UNKNOWN', '', localtimestamp)
      returning job_execution_id
      """;

  private static final String PARAMETERS =
      """
      insert into batch_job_execution_params
        (job_execution_id, parameter_name, parameter_type, parameter_value, identifying)
      values (:execution, 'targetDate', 'java.time.LocalDate', :date, 'Y'),
        (:execution, 'scope', 'java.lang.String', :scope, 'Y'),
        (:execution, 'revision', 'java.lang.Long', :revision, 'Y')
      """;

  private static final String RUN =
      """
      with begun as (
        insert into job_runs (job_name, target_date, scope, revision, source, host, pid, version,
          state, started_at, job_execution_id)
        values (:job, :date, :scope, :revision, 'cron', 'test', 1, '1', 'RUNNING', now(), :execution)
        returning run_id
      )
      insert into job_run_heartbeats (run_id, heartbeat_at) select run_id, now() from begun
      returning run_id
      """;

  /** Without a beta for IR_BETA: the window was too short. The other styles have half of it. */
  private static final String EXPOSURES =
      """
      insert into symbol_factor_exposures (symbol, factor_code, calculation_date, status, beta,
        raw_beta, r_squared, observations, window_sessions, quality, detail)
      select s, f.code, :date,
        case when f.code = 'IR_BETA' then 'INSUFFICIENT_DATA' else 'FITTED' end,
        case f.code when 'IR_BETA' then null when 'MARKET_BETA' then :beta else :beta / 2 end,
        case f.code when 'IR_BETA' then null when 'MARKET_BETA' then :beta else :beta / 2 end,
        case when f.code = 'IR_BETA' then null else 0.25 end, 90, 90,
        case when f.code = 'IR_BETA' then null else 'FULL_HISTORY' end, null
      from unnest(cast(:symbols as text[])) as s
      cross join unnest(array['MARKET_BETA', 'IR_BETA', 'VALUE', 'GROWTH', 'MOMENTUM', 'QUALITY',
        'SIZE', 'LOW_VOLATILITY', 'GROWTH_VALUE_SPREAD', 'MOMENTUM_SPREAD', 'SIZE_SPREAD',
        'QUALITY_SPREAD']) as f(code)
      on conflict (calculation_date, symbol, factor_code) do update set
        beta = excluded.beta, raw_beta = excluded.raw_beta
      """;

  private static final String METRICS =
      """
      insert into symbol_daily_metrics (symbol, metrics_date, close, data_quality_score, priced,
        full_window_90, full_window_180, unflagged_21, all_factors_fitted, name, sector, return_1d)
      select s, :date, 10.5, 1, true, true, true, true, false, s || ' Inc.',
        case when s = 'SPY' then null else 'Energy' end, 0.01
      from unnest(cast(:symbols as text[])) as s
      on conflict (metrics_date, symbol) do nothing
      """;

  private static final String PRICES =
      """
      insert into market_data_cache (symbol, price_date, close, volume, source, status, fetched_at,
        job_execution_id)
      select :symbol, d, 10.5, 1000, 'yahoo', 'FINAL', now(), :execution
      from generate_series(cast(:from as date), cast(:to as date), interval '1 day') as d
      where extract(isodow from d) < 6
      """;

  private static final String END_EXECUTION =
      """
      update batch_job_execution set status = :status, exit_code = :status, end_time = localtimestamp
      where job_execution_id = :execution
      """;

  private static final String END_RUN =
      """
      update job_runs set ended_at = clock_timestamp(),
        state = case when :status = 'COMPLETED' then 'COMPLETED' else 'FAILED' end
      where run_id = :run
      """;

  private final JdbcClient jdbc;

  public StoredNights(DataSource dataSource) {
    this.jdbc = JdbcClient.create(dataSource);
  }

  /** A run that is at work. */
  public record AtWork(long run, long execution) {}

  /** A run begins. */
  public AtWork begin(String job, LocalDate date, String scope, int revision) {
    long instance =
        jdbc.sql(INSTANCE)
            .param("job", job)
            .param("key", job + date + scope + revision)
            .query(Long.class)
            .single();
    long execution = jdbc.sql(EXECUTION).param("instance", instance).query(Long.class).single();
    jdbc.sql(PARAMETERS)
        .param("execution", execution)
        .param("date", date.toString())
        .param("scope", scope)
        .param("revision", String.valueOf(revision))
        .update();
    long run =
        jdbc.sql(RUN)
            .param("job", job)
            .param("date", date)
            .param("scope", scope)
            .param("revision", revision)
            .param("execution", execution)
            .query(Long.class)
            .single();
    return new AtWork(run, execution);
  }

  /** A run ends. */
  public void end(AtWork atWork, BatchStatus status) {
    jdbc.sql(END_EXECUTION)
        .param("execution", atWork.execution())
        .param("status", status.name())
        .update();
    jdbc.sql(END_RUN).param("run", atWork.run()).param("status", status.name()).update();
  }

  /** Metrics and exposures of symbols. */
  public void write(LocalDate date, double beta, List<String> symbols) {
    for (String sql : List.of(METRICS, EXPOSURES)) {
      JdbcClient.StatementSpec statement =
          jdbc.sql(sql).param("date", date).param("symbols", symbols.toArray(String[]::new));
      (sql.equals(EXPOSURES) ? statement.param("beta", beta) : statement).update();
    }
  }

  /** A whole night that ends well. */
  public AtWork night(LocalDate date, int revision, double beta, List<String> symbols) {
    AtWork night = begin("symbol-batch", date, "all", revision);
    write(date, beta, symbols);
    end(night, BatchStatus.COMPLETED);
    return night;
  }

  /** Prices of the weekdays of a span, of a run. */
  public void prices(String symbol, LocalDate from, LocalDate to, long execution) {
    jdbc.sql(PRICES)
        .param("symbol", symbol)
        .param("from", from)
        .param("to", to)
        .param("execution", execution)
        .update();
  }

  /** What the database tells those that listen. */
  public void tell() {
    jdbc.sql("select pg_notify('afterclose_runs', '')").query(row -> {});
  }
}
