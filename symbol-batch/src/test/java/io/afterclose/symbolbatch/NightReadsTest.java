package io.afterclose.symbolbatch;

import static org.assertj.core.api.Assertions.assertThat;

import io.afterclose.quant.factor.FactorEtfs;
import io.afterclose.testkit.PostgresExtension;
import io.afterclose.testkit.SettableClock;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.springframework.jdbc.core.JdbcTemplate;

/**
 * What a night of one new session costs, counted by the server and not by the clock: the rows that
 * it reads grow with the symbols and not faster, its transactions do not grow while a chunk has
 * room.
 */
final class NightReadsTest {

  @RegisterExtension static final PostgresExtension POSTGRES = new PostgresExtension();

  /** Members of the sample market; the ETFs come on top. */
  private static final List<String> SHARES =
      List.of(
          "ALFA", "BRVO", "CHRL", "DLTA", "ECHO", "FXTR", "GOLF", "HTEL", "INDI", "JULI", "KILO",
          "LIMA", "MIKE", "NOVM", "OSCR", "PAPA", "QBEC", "ROMO", "SIRA", "TNGO", "UNFM", "VCTR",
          "WHSK", "XRAY");

  private static final String AT_WORK =
      """
      select pid from pg_stat_activity
      where datname = current_database() and application_name like 'symbol-batch%'
      """;

  private static final int FEW = 4;
  private static final int MANY = 24;

  /** A look more or less at a stop or at what another session did. */
  private static final int BESIDE = 12;

  private static final int ROWS_OF_A_SESSION = 12;

  private final JdbcTemplate jdbc = new JdbcTemplate(POSTGRES.dataSource());

  /** Each is a transaction of its own, and not the night's. */
  private long looks;

  private record Cost(long rows, long transactions) {

    Cost since(Cost before) {
      return new Cost(rows - before.rows, transactions - before.transactions);
    }
  }

  @ParameterizedTest
  @ValueSource(booleans = {false, true})
  void rows_grow_with_the_symbols_and_transactions_do_not(boolean statistics) {
    Cost few = costOfANight(FEW, statistics);
    Cost many = costOfANight(MANY, statistics);
    assertThat(many.transactions())
        .isBetween(few.transactions() - BESIDE, few.transactions() + BESIDE);
    assertThat((double) many.rows() / few.rows())
        .as(
            "%d and %d rows of %d and %d symbols",
            few.rows(), many.rows(), columns(FEW), columns(MANY))
        .isLessThan(1.1 * columns(MANY) / columns(FEW));
  }

  /**
   * A session adds its own closes to what is known of the history. Beside them it looks whether
   * each symbol has one and which, and at the metrics of the five sessions before.
   */
  @Test
  void a_session_of_a_backfill_does_not_read_the_history_again() {
    setOfAll("enable_seqscan = off");
    try {
      long few = rowsOfABackfill("2022-06-06");
      long many = rowsOfABackfill("2022-06-14");
      assertThat((double) (many - few) / 6 / columns(FEW))
          .as("rows a session and symbol, where 2 sessions read %d and 8 read %d", few, many)
          .isLessThan(ROWS_OF_A_SESSION);
    } finally {
      resetOfAll("enable_seqscan");
    }
  }

  /** So that rows are counted which are asked for: a plan may read all of a small table. */
  private void setOfAll(String setting) {
    jdbc.execute("alter database " + database() + " set " + setting);
  }

  private void resetOfAll(String setting) {
    jdbc.execute("alter database " + database() + " reset " + setting);
  }

  private String database() {
    return jdbc.queryForList("select quote_ident(current_database())", String.class).get(0);
  }

  /** Of sessions whose prices are stored and final, from 3 June on. */
  private long rowsOfABackfill(String to) {
    POSTGRES.reset();
    planWithoutChance();
    String[] add =
        Stream.concat(Stream.of("universe", "add"), SHARES.stream().limit(FEW))
            .toArray(String[]::new);
    operator().types(add).hasExitCode(0);
    night("2022-06-02");
    night("2022-06-30");
    Cost before = cost();
    operator()
        .types("backfill", "--from", "2022-06-03", "--to", to, "--provider", "sample")
        .hasExitCode(0);
    return cost().since(before).rows();
  }

  /** The members and the funds, which are in every night. */
  private static int columns(int members) {
    return members + FactorEtfs.ALL.size();
  }

  private Cost costOfANight(int members, boolean statistics) {
    POSTGRES.reset();
    planWithoutChance();
    List<String> symbols = SHARES.subList(0, members);
    operator()
        .types(Stream.concat(Stream.of("universe", "add"), symbols.stream()).toArray(String[]::new))
        .hasExitCode(0);
    night("2022-06-29");
    if (statistics) {
      jdbc.execute("analyze");
    }
    Cost before = cost();
    night("2022-06-30");
    return cost().since(before);
  }

  /**
   * A plan follows the statistics, and the server takes them by itself at any moment of a night.
   */
  private void planWithoutChance() {
    jdbc.queryForList(
            """
            select format('alter table %s set (autovacuum_enabled = false)', oid::regclass)
            from pg_class where relkind = 'r' and relnamespace = 'public'::regnamespace
            """,
            String.class)
        .forEach(jdbc::execute);
  }

  private static void night(String date) {
    operator().types("run", "--date", date, "--provider", "sample").hasExitCode(0);
  }

  /** What all connections that are closed have done, and this one up to now. */
  private Cost cost() {
    awaitEndOfTheNight();
    jdbc.execute("select pg_stat_force_next_flush()");
    return jdbc.queryForObject(
        """
        select (select sum(seq_tup_read + coalesce(idx_tup_fetch, 0)) from pg_stat_user_tables
            where relname in ('market_data_cache', 'symbol_factor_exposures', 'symbol_daily_metrics')),
          (select xact_commit from pg_stat_database where datname = current_database())
        """,
        (row, number) -> new Cost(row.getLong(1), row.getLong(2) - looks));
  }

  /**
   * A server process counts what it did when it ends, after its client has gone, and is in this
   * view until it has counted.
   */
  private void awaitEndOfTheNight() {
    long deadline = System.nanoTime() + 30_000_000_000L;
    while (!jdbc.queryForList(AT_WORK, Integer.class).isEmpty()) {
      looks++;
      assertThat(System.nanoTime()).as("the night's connections end").isLessThan(deadline);
    }
  }

  private static Operator operator() {
    Map<String, String> environment = new HashMap<>(POSTGRES.environment());
    // so many depend on how long a night takes
    environment.put("AFTERCLOSE_HEARTBEAT", "1h");
    return Operator.in(environment, SettableClock.at("2022-08-01T12:00:00Z"));
  }
}
