package io.afterclose.market.universe;

import io.afterclose.database.text.SqlArrays;
import io.afterclose.quant.symbol.OptionContract;
import io.afterclose.quant.symbol.Symbol;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Timestamp;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneId;
import java.util.Collection;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.UUID;
import javax.sql.DataSource;
import org.springframework.jdbc.core.simple.JdbcClient;

/**
 * Symbols that were asked for and have no prices yet. Workers claim them; whether a claim still
 * holds is decided by the database's clock, since the hosts of two workers may differ.
 */
public final class OnboardingQueueStore {

  /**
   * How many symbols may be pending at a time; the others are queued when there is room, or priced
   * by the nightly run.
   */
  public static final int MAX_PENDING = 50;

  /** A worker that is silent for so long has died. */
  public static final Duration MAX_SILENCE = Duration.ofMinutes(2);

  /** Where a row that waits is told, as a hint. */
  public static final String CHANNEL = "symbol_onboarding";

  private static final int MAX_REASON = 500;

  private static final ZoneId NEW_YORK = ZoneId.of("America/New_York");

  private static final String ONE_AT_A_TIME =
      "select count(*) from (select pg_advisory_xact_lock(hashtext('symbol_onboarding_queue'))) l";

  private static final String UNKNOWN_WITHIN_LIMIT =
      """
      where not exists (select 1 from symbol_universe k where k.symbol = u.symbol)
        and not exists (select 1 from market_data_cache m where m.symbol = u.symbol)
        and not exists (select 1 from symbol_onboarding_queue q where q.symbol = u.symbol)
      order by u.symbol collate "C"
      limit greatest(0, :max_pending - (
        select count(*) from symbol_onboarding_queue where status = 'PENDING'))
      """;

  private static final String ENQUEUE_UNKNOWN =
      """
      insert into symbol_onboarding_queue (symbol, status, requested_at, updated_at)
      select u.symbol, 'PENDING', :now, :now
      from (select distinct symbol from unnest(cast(:symbols as text[])) as n(symbol)) u
      """
          + UNKNOWN_WITHIN_LIMIT;

  private static final String ENQUEUE_HELD =
      """
      insert into symbol_onboarding_queue (symbol, status, requested_at, updated_at)
      select u.symbol, 'PENDING', :now, :now
      from (
        select distinct p.symbol from positions p
        join portfolios f on f.portfolio_id = p.portfolio_id
        where f.deleted_at is null and p.deleted_at is null
          and p.investment_class in ('PUBLIC', 'OPTIONS')
          and (p.investment_class = 'PUBLIC' or day_after_expiry(p.symbol) > :today)) u
      """
          + UNKNOWN_WITHIN_LIMIT;

  private static final String REQUEST =
      """
      insert into symbol_onboarding_queue as q (symbol, status, source, requested_at, updated_at)
      select u.symbol, 'PENDING', :source, :now, :now
      from (select distinct symbol from unnest(cast(:symbols as text[])) as n(symbol)) u
      order by u.symbol collate "C"
      on conflict (symbol) do update set
        status = 'PENDING', source = excluded.source, requested_at = excluded.requested_at,
        updated_at = excluded.updated_at
      where q.status in ('COMPLETED', 'FAILED')
      """;

  /** Whether somebody held the symbol of a row q before the first day that was asked for. */
  private static final String HELD_BEFORE =
      """
      exists (
        select from positions p join portfolios f on f.portfolio_id = p.portfolio_id
        where p.symbol = q.symbol and p.entry_date < %s and p.investment_class in ('PUBLIC', 'OPTIONS')
          and p.deleted_at is null and f.deleted_at is null)
      """;

  private static final String OPEN =
      """
      select symbol from symbol_onboarding_queue
      where status <> 'COMPLETED' and symbol = any (:symbols)
      """;

  /** What a worker is at work on is closed by that worker alone: its factors are not there yet. */
  private static final String COMPLETE =
      """
      update symbol_onboarding_queue q set
        status = 'COMPLETED', reason = null, completed_at = :now, updated_at = :now
      from unnest(cast(:symbols as text[]), cast(:since as date[])) as asked(symbol, since)
      where q.symbol = asked.symbol and not %s
        and (q.status in ('PENDING', 'FAILED') or q.status = 'PROCESSING' and not (%s))
      """
          .formatted(HELD_BEFORE.formatted("asked.since"), alive("claim is not null"));

  private static final String AT_WORK =
      """
      select symbol from symbol_onboarding_queue
      where status = 'PROCESSING' and %s order by symbol collate "C"
      """
          .formatted(alive("true"));

  private static final String WAITING =
      """
      select symbol from symbol_onboarding_queue
      where status in ('PENDING', 'PROCESSING') order by symbol collate "C"
      """;

  private static final String FAIL_PENDING =
      """
      update symbol_onboarding_queue set status = 'FAILED', reason = :reason, updated_at = :now
      where status = 'PENDING' and requested_at < :before
      returning symbol
      """;

  /** The symbols of a claim stay together: their run is resumed where its worker died. */
  private static final String CLAIM =
      """
      with dead as (
        select claim from symbol_onboarding_queue
        where status = 'PROCESSING' and not (%1$s)
        order by heartbeat_at, symbol collate "C"
        limit 1
      ), left_behind as (
        select q.symbol from symbol_onboarding_queue q
        where q.status = 'PROCESSING' and not (%1$s)
          and q.claim is not distinct from (select claim from dead)
        order by q.symbol collate "C"
        limit :most
        for update skip locked
      ), next as (
        select q.symbol from symbol_onboarding_queue q
        where q.status = 'PENDING' and (q.not_before is null or q.not_before <= clock_timestamp())
          and not exists (select from left_behind)
        order by q.requested_at, q.symbol collate "C"
        limit :most
        for update skip locked
      )
      update symbol_onboarding_queue q set
        status = 'PROCESSING', claim = cast(:claim as uuid), heartbeat_at = clock_timestamp(),
        attempts = q.attempts + 1, not_before = null, updated_at = :now
      from (select symbol from left_behind union all select symbol from next) mine
      where q.symbol = mine.symbol
      returning q.symbol, q.attempts, q.source
      """
          .formatted(alive("true"));

  private static final String BEAT =
      """
      update symbol_onboarding_queue set heartbeat_at = clock_timestamp()
      where claim = cast(:claim as uuid) and status = 'PROCESSING'
      """;

  private static final String COMPLETE_CLAIMED =
      """
      update symbol_onboarding_queue q set
        status = 'COMPLETED', reason = null, completed_at = :now, updated_at = :now
      where claim = cast(:claim as uuid) and status = 'PROCESSING' and symbol = any (:symbols)
        and not %s
      """
          .formatted(HELD_BEFORE.formatted("cast(:since as date)"));

  private static final String FAIL_CLAIMED =
      """
      update symbol_onboarding_queue set status = 'FAILED', reason = :reason, updated_at = :now
      where claim = cast(:claim as uuid) and status = 'PROCESSING' and symbol = :symbol
      """;

  private static final String RETRY_LATER =
      """
      update symbol_onboarding_queue set
        status = 'PENDING', reason = :reason, updated_at = :now,
        attempts = greatest(0, attempts - cast(:returned as integer)),
        not_before = clock_timestamp() + cast(:millis as bigint) * interval '1 millisecond'
      where claim = cast(:claim as uuid) and status = 'PROCESSING' and symbol = :symbol
      """;

  private static final String RELEASE =
      """
      update symbol_onboarding_queue set
        status = 'PENDING', attempts = greatest(0, attempts - 1), updated_at = :now
      where claim = cast(:claim as uuid) and status = 'PROCESSING'
      """;

  private static final String STATES =
      """
      select symbol, status, reason, attempts, requested_at, updated_at, completed_at
      from symbol_onboarding_queue where symbol = any (:symbols)
      order by symbol collate "C"
      """;

  private static final String UNFINISHED =
      """
      select symbol, status, reason, attempts, requested_at, updated_at, completed_at
      from symbol_onboarding_queue where status <> 'COMPLETED'
      order by requested_at, symbol collate "C"
      limit :limit
      """;

  private static final String COUNTS =
      """
      select count(*) filter (where status = 'PENDING') as pending,
        count(*) filter (where status = 'PROCESSING') as processing,
        count(*) filter (where status = 'FAILED') as failed
      from symbol_onboarding_queue
      """;

  private final JdbcClient jdbc;
  private final Clock clock;

  public OnboardingQueueStore(DataSource dataSource, Clock clock) {
    this.jdbc = JdbcClient.create(dataSource);
    this.clock = clock;
  }

  private static String alive(String also) {
    return also
        + " and heartbeat_at >= clock_timestamp() - cast(:silence as bigint) * interval '1 millisecond'";
  }

  /**
   * Queues those of the symbols that are unknown yet, as long as fewer than {@link #MAX_PENDING}
   * are pending; never an expired option. To be called in a transaction.
   *
   * @return how many were queued
   */
  public int enqueueUnknown(Collection<Symbol> symbols) {
    LocalDate today = today();
    List<Symbol> living = symbols.stream().filter(symbol -> !expired(symbol, today)).toList();
    jdbc.sql(ONE_AT_A_TIME).query(Long.class).single();
    return statement(ENQUEUE_UNKNOWN, living).param("max_pending", MAX_PENDING).update();
  }

  /**
   * Queues unknown symbols of positions that found no room before, or that nobody queued; also of
   * positions that are sold, whose past snapshots need them. To be called in a transaction.
   *
   * @return how many were queued
   */
  public int enqueueHeld() {
    jdbc.sql(ONE_AT_A_TIME).query(Long.class).single();
    return jdbc.sql(ENQUEUE_HELD)
        .param("now", now())
        .param("today", today())
        .param("max_pending", MAX_PENDING)
        .update();
  }

  /**
   * Asks for symbols, known or not: what is pending or being worked on stays so, what has ended is
   * begun anew; never an expired option.
   *
   * @param source who asks: cron, operator, onboarding, settings or admin
   * @return how many rows that made or changed
   */
  public int request(Collection<Symbol> symbols, String source) {
    LocalDate today = today();
    List<Symbol> living = symbols.stream().filter(symbol -> !expired(symbol, today)).toList();
    return statement(REQUEST, living).param("source", source).update();
  }

  private LocalDate today() {
    return LocalDate.ofInstant(clock.instant(), NEW_YORK);
  }

  private static boolean expired(Symbol symbol, LocalDate day) {
    return OptionContract.parse(symbol.text()).filter(option -> option.expiredOn(day)).isPresent();
  }

  /**
   * Closes the rows of symbols that have been priced, also of those that had been given up. What a
   * living worker is at work on is left to it, and a row stays where somebody has held the symbol
   * since before the prices that were asked for: who imported it meanwhile relies on that row. To
   * be called in a transaction.
   *
   * @param since of each symbol the first day of which prices were asked for
   */
  public void complete(Map<Symbol, LocalDate> since) {
    if (since.isEmpty()) {
      return;
    }
    List<Symbol> open =
        jdbc.sql(OPEN)
            .param("symbols", SqlArrays.texts(since.keySet()))
            .query(OnboardingQueueStore::symbol)
            .list();
    if (open.isEmpty()) {
      return;
    }
    jdbc.sql(ONE_AT_A_TIME).query(Long.class).single();
    statement(COMPLETE, open)
        .param(
            "since",
            SqlArrays.texts(
                open.stream()
                    .map(symbol -> Objects.requireNonNull(since.get(symbol), "since"))
                    .toList()))
        .param("silence", MAX_SILENCE.toMillis())
        .update();
  }

  private JdbcClient.StatementSpec statement(String sql, Collection<Symbol> symbols) {
    return jdbc.sql(sql).param("now", now()).param("symbols", SqlArrays.texts(symbols));
  }

  private Timestamp now() {
    return Timestamp.from(clock.instant());
  }

  /** The symbols that a living worker is at work on, by symbol. */
  public List<Symbol> atWork() {
    return jdbc.sql(AT_WORK)
        .param("silence", MAX_SILENCE.toMillis())
        .query(OnboardingQueueStore::symbol)
        .list();
  }

  /** The symbols that are pending or being worked on, by symbol. */
  public List<Symbol> waiting() {
    return jdbc.sql(WAITING).query(OnboardingQueueStore::symbol).list();
  }

  private static Symbol symbol(ResultSet row, int number) throws SQLException {
    return Symbol.of(row.getString("symbol"));
  }

  /**
   * Gives up on symbols that are still pending.
   *
   * @param before only those that were requested before it
   * @param reason why, at most 500 characters
   * @return those that were given up
   */
  public List<Symbol> failPending(Instant before, String reason) {
    return jdbc.sql(FAIL_PENDING)
        .param("reason", reason)
        .param("now", now())
        .param("before", Timestamp.from(before))
        .query(OnboardingQueueStore::symbol)
        .list();
  }

  /**
   * Gives a worker something to do: what another left behind when it died, else the symbols that
   * have waited longest and whose next attempt is due. Two workers never get the same one.
   *
   * @param most how many symbols, at least 1
   * @param silence a worker that has been silent for longer has died
   * @return empty when there is nothing to do now
   */
  public Optional<OnboardingClaim> claim(int most, Duration silence) {
    UUID id = UUID.randomUUID();
    List<OnboardingClaim.ClaimedSymbol> symbols =
        of(CLAIM, id)
            .param("most", most)
            .param("silence", silence.toMillis())
            .query(
                (row, number) ->
                    new OnboardingClaim.ClaimedSymbol(
                        symbol(row, number), row.getInt("attempts"), row.getString("source")))
            .list()
            .stream()
            .sorted(Comparator.comparing(OnboardingClaim.ClaimedSymbol::symbol))
            .toList();
    return symbols.isEmpty() ? Optional.empty() : Optional.of(new OnboardingClaim(id, symbols));
  }

  private JdbcClient.StatementSpec of(String sql, UUID claim) {
    return jdbc.sql(sql).param("claim", claim.toString()).param("now", now());
  }

  /** Records a sign of life; whether anything of the claim is still the worker's. */
  public boolean beat(UUID claim) {
    return jdbc.sql(BEAT).param("claim", claim.toString()).update() > 0;
  }

  /**
   * Closes symbols of a claim, but none that somebody has held since before the prices that were
   * asked for: it was imported meanwhile. To be called in a transaction.
   *
   * @param since the first day of which prices were asked for
   * @return how many were closed
   */
  public int complete(UUID claim, Collection<Symbol> symbols, LocalDate since) {
    jdbc.sql(ONE_AT_A_TIME).query(Long.class).single();
    return of(COMPLETE_CLAIMED, claim)
        .param("symbols", SqlArrays.texts(symbols))
        .param("since", since)
        .update();
  }

  /**
   * Gives up on a symbol of a claim.
   *
   * @param reason why; cut off after 500 characters
   * @return whether it was still the worker's
   */
  public boolean fail(UUID claim, Symbol symbol, String reason) {
    return of(FAIL_CLAIMED, claim)
            .param("symbol", symbol.text())
            .param("reason", cut(reason))
            .update()
        > 0;
  }

  /**
   * Gives a symbol of a claim back, to be tried again.
   *
   * @param reason why it did not succeed; cut off after 500 characters
   * @param delay how long to wait first, by the database's clock
   * @param counted whether it was an attempt; false where no provider could be reached
   * @return whether it was still the worker's
   */
  public boolean retryLater(
      UUID claim, Symbol symbol, String reason, Duration delay, boolean counted) {
    return of(RETRY_LATER, claim)
            .param("symbol", symbol.text())
            .param("reason", cut(reason))
            .param("returned", counted ? 0 : 1)
            .param("millis", delay.toMillis())
            .update()
        > 0;
  }

  private static String cut(String reason) {
    return reason.substring(0, Math.min(MAX_REASON, reason.length()));
  }

  /** Gives back at once what is left of a claim, as if it had not been claimed. */
  public int release(UUID claim) {
    return of(RELEASE, claim).update();
  }

  /** How the onboarding of each of the symbols stands, by symbol; one that has no row is absent. */
  public List<QueuedSymbol> states(Collection<Symbol> symbols) {
    return jdbc.sql(STATES)
        .param("symbols", SqlArrays.texts(symbols))
        .query(OnboardingQueueStore::queued)
        .list();
  }

  /** What waits, is worked on or was given up, the oldest request first. */
  public List<QueuedSymbol> unfinished(int limit) {
    return jdbc.sql(UNFINISHED).param("limit", limit).query(OnboardingQueueStore::queued).list();
  }

  private static QueuedSymbol queued(ResultSet row, int number) throws SQLException {
    return new QueuedSymbol(
        symbol(row, number),
        QueuedSymbol.Status.valueOf(row.getString("status")),
        Optional.ofNullable(row.getString("reason")),
        row.getInt("attempts"),
        row.getTimestamp("requested_at").toInstant(),
        row.getTimestamp("updated_at").toInstant(),
        Optional.ofNullable(row.getTimestamp("completed_at")).map(Timestamp::toInstant));
  }

  /** How many symbols wait, are worked on and were given up. */
  public QueueCounts counts() {
    return jdbc.sql(COUNTS)
        .query(
            (row, number) ->
                new QueueCounts(
                    row.getInt("pending"), row.getInt("processing"), row.getInt("failed")))
        .single();
  }
}
