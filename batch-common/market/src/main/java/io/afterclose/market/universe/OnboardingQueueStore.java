package io.afterclose.market.universe;

import io.afterclose.database.text.SqlArrays;
import io.afterclose.quant.symbol.OptionContract;
import io.afterclose.quant.symbol.Symbol;
import java.sql.Timestamp;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneId;
import java.util.Collection;
import java.util.List;
import javax.sql.DataSource;
import org.springframework.jdbc.core.simple.JdbcClient;

/** Unknown symbols of imports, which wait for their first price. */
public final class OnboardingQueueStore {

  /** How many symbols may be pending at a time; the others are priced by the nightly run alone. */
  public static final int MAX_PENDING = 50;

  /** A claim that is older was left by a worker that died: no run of a worker takes so long. */
  private static final Duration CLAIM = Duration.ofMinutes(30);

  private static final ZoneId NEW_YORK = ZoneId.of("America/New_York");

  private static final String ONE_AT_A_TIME =
      "select count(*) from (select pg_advisory_xact_lock(hashtext('symbol_onboarding_queue'))) l";

  private static final String ENQUEUE_UNKNOWN =
      """
      insert into symbol_onboarding_queue (symbol, status, requested_at, updated_at)
      select u.symbol, 'PENDING', :now, :now
      from (select distinct symbol from unnest(cast(:symbols as text[])) as n(symbol)) u
      where not exists (select 1 from symbol_universe k where k.symbol = u.symbol)
        and not exists (select 1 from market_data_cache m where m.symbol = u.symbol)
        and not exists (select 1 from symbol_onboarding_queue q where q.symbol = u.symbol)
      order by u.symbol collate "C"
      limit greatest(0, :max_pending - (
        select count(*) from symbol_onboarding_queue where status = 'PENDING'))
      """;

  private static final String COMPLETE =
      """
      update symbol_onboarding_queue set status = 'COMPLETED', updated_at = :now
      where status in ('PENDING', 'PROCESSING') and symbol = any (:symbols)
      """;

  private static final String AT_WORK =
      """
      select symbol from symbol_onboarding_queue
      where status = 'PROCESSING' and updated_at >= :claimed_since order by symbol collate "C"
      """;

  private static final String FAIL_PENDING =
      """
      update symbol_onboarding_queue set status = 'FAILED', reason = :reason, updated_at = :now
      where status = 'PENDING' and requested_at < :before
      returning symbol
      """;

  private final JdbcClient jdbc;
  private final Clock clock;

  public OnboardingQueueStore(DataSource dataSource, Clock clock) {
    this.jdbc = JdbcClient.create(dataSource);
    this.clock = clock;
  }

  /**
   * Queues those of the symbols that are unknown yet, as long as fewer than {@link #MAX_PENDING}
   * are pending; never an expired option. To be called in a transaction.
   *
   * @return how many were queued
   */
  public int enqueueUnknown(Collection<Symbol> symbols) {
    LocalDate today = LocalDate.ofInstant(clock.instant(), NEW_YORK);
    List<Symbol> living = symbols.stream().filter(symbol -> !expired(symbol, today)).toList();
    jdbc.sql(ONE_AT_A_TIME).query(Long.class).single();
    return statement(ENQUEUE_UNKNOWN, living).param("max_pending", MAX_PENDING).update();
  }

  private static boolean expired(Symbol symbol, LocalDate day) {
    return OptionContract.parse(symbol.text()).filter(option -> option.expiredOn(day)).isPresent();
  }

  /** Closes the rows of symbols that have been priced. */
  public void complete(Collection<Symbol> priced) {
    statement(COMPLETE, priced).update();
  }

  private JdbcClient.StatementSpec statement(String sql, Collection<Symbol> symbols) {
    return jdbc.sql(sql)
        .param("now", Timestamp.from(clock.instant()))
        .param("symbols", SqlArrays.texts(symbols));
  }

  /** The symbols that a worker is at work on, by symbol. */
  public List<Symbol> atWork() {
    return jdbc.sql(AT_WORK)
        .param("claimed_since", Timestamp.from(clock.instant().minus(CLAIM)))
        .query((row, number) -> Symbol.of(row.getString("symbol")))
        .list();
  }

  /**
   * Gives up on symbols that are still pending.
   *
   * @param before only those that were requested before it
   * @param reason why, at most 200 characters
   * @return those that were given up
   */
  public List<Symbol> failPending(Instant before, String reason) {
    return jdbc.sql(FAIL_PENDING)
        .param("reason", reason)
        .param("now", Timestamp.from(clock.instant()))
        .param("before", Timestamp.from(before))
        .query((row, number) -> Symbol.of(row.getString("symbol")))
        .list();
  }
}
