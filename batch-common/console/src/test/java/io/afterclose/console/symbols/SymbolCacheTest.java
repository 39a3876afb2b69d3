package io.afterclose.console.symbols;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.afterclose.calendar.NyseCalendar;
import io.afterclose.console.health.Readiness;
import io.afterclose.console.problem.ProblemException;
import io.afterclose.console.problem.ProblemKind;
import io.afterclose.quant.factor.Factor;
import io.afterclose.run.history.JobHistoryStore;
import io.afterclose.run.lock.RunStore;
import io.afterclose.testkit.PostgresExtension;
import io.afterclose.testkit.SettableClock;
import java.lang.reflect.InvocationTargetException;
import java.lang.reflect.Proxy;
import java.sql.Connection;
import java.sql.SQLException;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import java.util.concurrent.Callable;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import javax.sql.DataSource;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.springframework.batch.core.BatchStatus;
import org.springframework.jdbc.core.JdbcTemplate;
import org.springframework.jdbc.datasource.DelegatingDataSource;

class SymbolCacheTest {

  @RegisterExtension static final PostgresExtension postgres = new PostgresExtension();

  private static final LocalDate WEDNESDAY = LocalDate.parse("2022-06-29");
  private static final LocalDate THURSDAY = LocalDate.parse("2022-06-30");
  private static final LocalDate FRIDAY = LocalDate.parse("2022-07-01");

  private static final List<String> SYMBOLS = List.of("AAPL", "BRK.B", "KILO", "SPY");

  private final SettableClock clock = SettableClock.at("2022-07-02T02:00:00Z");
  private final Readiness readiness = new Readiness(System::nanoTime);
  private StoredNights nights;
  private Counting database;
  private SymbolStore store;
  private SymbolCache cache;
  private SymbolReader reader;

  /** Counts the statements that are prepared, those of a settled transaction among them. */
  private static final class Counting extends DelegatingDataSource {

    private final AtomicInteger statements = new AtomicInteger();

    Counting(DataSource target) {
      super(target);
    }

    @Override
    public Connection getConnection() throws SQLException {
      Connection connection = super.getConnection();
      return (Connection)
          Proxy.newProxyInstance(
              Connection.class.getClassLoader(),
              new Class<?>[] {Connection.class},
              (proxy, method, arguments) -> {
                if (Set.of("prepareStatement", "createStatement").contains(method.getName())) {
                  statements.incrementAndGet();
                }
                try {
                  return method.invoke(connection, arguments);
                } catch (InvocationTargetException thrown) {
                  throw thrown.getTargetException();
                }
              });
    }
  }

  @BeforeEach
  void begin() {
    postgres.reset();
    nights = new StoredNights(postgres.dataSource());
    database = new Counting(postgres.dataSource());
    store = new SymbolStore(database);
    cacheOf(50_000);
  }

  private void cacheOf(int most) {
    cache =
        new SymbolCache(
            store, new JobHistoryStore(database), new RunStore(database), readiness, clock, most);
    reader =
        new SymbolReader(
            cache, store, new SymbolReads(store, cache), NyseCalendar.standard(), clock);
  }

  private @Nullable Double beta(String symbol) {
    return reader
        .of(null, List.of(symbol))
        .find(symbol)
        .map(row -> row.factor(Factor.MARKET_BETA).beta())
        .orElse(null);
  }

  private LocalDate asOf() {
    return reader.of(null, List.of("SPY")).basis().asOf();
  }

  @Test
  void only_a_night_that_is_complete_is_served_and_a_half_one_never() {
    nights.night(THURSDAY, 1, 1.1, SYMBOLS);
    cache.look();
    assertThat(beta("AAPL")).isEqualTo(1.1);

    StoredNights.AtWork atWork = nights.begin("symbol-batch", FRIDAY, "all", 1);
    nights.write(FRIDAY, 9.0 / 2, List.of("AAPL", "SPY"));
    cache.look();
    assertThat(asOf()).isEqualTo(THURSDAY);
    assertThat(beta("AAPL")).isEqualTo(1.1);
    assertThatThrownBy(() -> reader.of(FRIDAY, List.of("AAPL")))
        .as("asked for by its date, before the console knows that it runs")
        .isInstanceOf(ProblemException.class)
        .hasMessageContaining("2022-07-01");

    nights.write(FRIDAY, 1.3, SYMBOLS);
    nights.end(atWork, BatchStatus.COMPLETED);
    cache.look();
    assertThat(asOf()).isEqualTo(FRIDAY);
    assertThat(beta("AAPL")).isEqualTo(1.3);
    assertThat(cache.state().degraded()).isEmpty();
  }

  @Test
  void a_failed_second_revision_keeps_the_first_where_it_is_loaded_and_is_not_loaded_anew() {
    nights.night(WEDNESDAY, 1, 1.0, SYMBOLS);
    nights.night(THURSDAY, 1, 1.1, SYMBOLS);
    cache.look();
    StoredNights.AtWork again = nights.begin("symbol-batch", THURSDAY, "all", 2);
    nights.write(THURSDAY, 4.0, List.of("AAPL"));
    nights.end(again, BatchStatus.FAILED);

    cache.look();
    assertThat(asOf()).isEqualTo(THURSDAY);
    assertThat(beta("AAPL")).as("of the first revision").isEqualTo(1.1);
    assertThat(cache.state().degraded())
        .hasValueSatisfying(why -> assertThat(why).contains("2022-06-30 is FAILED"));

    cacheOf(50_000);
    cache.look();
    assertThat(asOf()).as("as the gate: that date is closed").isEqualTo(WEDNESDAY);
    assertThat(cache.state().degraded()).isEmpty();
    assertThat(reader.of(null, List.of("SPY")).basis().sessionsLate()).isEqualTo(2);
    assertThatThrownBy(() -> reader.of(THURSDAY, List.of("AAPL")))
        .isInstanceOfSatisfying(
            ProblemException.class,
            refused -> assertThat(refused.kind()).isEqualTo(ProblemKind.NOT_READY));

    nights.night(THURSDAY, 3, 1.2, SYMBOLS);
    cache.look();
    assertThat(beta("AAPL")).isEqualTo(1.2);
  }

  @Test
  void a_run_that_ends_after_a_later_one_is_not_missed() {
    nights.night(WEDNESDAY, 1, 1.0, SYMBOLS);
    cache.look();
    StoredNights.AtWork slow = nights.begin("symbol-batch", THURSDAY, "all", 1);
    cache.look();
    nights.end(nights.begin("portfolio-refresh", WEDNESDAY, "all", 1), BatchStatus.COMPLETED);
    cache.look();
    nights.write(THURSDAY, 1.1, SYMBOLS);
    nights.end(slow, BatchStatus.COMPLETED);
    cache.look();
    assertThat(asOf()).isEqualTo(THURSDAY);
  }

  @Test
  void a_narrow_run_reloads_its_symbols_only_and_a_refresh_what_it_has_fitted() {
    nights.night(THURSDAY, 1, 1.1, SYMBOLS);
    cache.look();
    SymbolTable before = cache.state().loaded().orElseThrow();
    new JdbcTemplate(postgres.dataSource())
        .update("update symbol_factor_exposures set beta = 0.7, raw_beta = 0.7 where beta = 1.1");
    StoredNights.AtWork onboarding = nights.begin("symbol-batch", THURSDAY, "symbols:NEWC,KILO", 1);
    nights.write(THURSDAY, 2.5, List.of("NEWC"));
    nights.end(onboarding, BatchStatus.COMPLETED);

    cache.look();
    assertThat(beta("NEWC")).isEqualTo(2.5);
    assertThat(beta("KILO")).isEqualTo(0.7);
    assertThat(beta("AAPL")).as("not of that run").isEqualTo(1.1);
    SymbolTable after = cache.state().loaded().orElseThrow();
    assertThat(before.has("NEWC")).as("a table never changes").isFalse();
    assertThat(after.fingerprint()).isNotEqualTo(before.fingerprint());
    assertThat(after.version()).isGreaterThan(before.version());

    new JdbcTemplate(postgres.dataSource())
        .update(
            """
            with f as (insert into portfolios (name, created_at) values ('Growth', now())
              returning portfolio_id)
            insert into positions (portfolio_id, symbol, investment_class, position_type, quantity,
              quantity_as_of, entry_date, entry_price, multiplier)
            select portfolio_id, 'HELD', 'PUBLIC', 'LONG', 1, '2022-06-01', '2022-06-01', 1, 1 from f
            """);
    nights.write(THURSDAY, 3.0, List.of("HELD"));
    nights.end(nights.begin("portfolio-refresh", THURSDAY, "all", 1), BatchStatus.COMPLETED);
    cache.look();
    assertThat(beta("HELD")).isEqualTo(3.0);
  }

  @Test
  void a_table_that_is_not_fit_leaves_the_old_one_and_says_why() {
    nights.night(THURSDAY, 1, 1.1, SYMBOLS);
    cache.look();
    nights.night(FRIDAY, 1, 1.3, List.of("AAPL", "BRK.B", "KILO"));
    assertThatThrownBy(cache::look).hasMessageContaining("no row of SPY");
    assertThat(asOf()).isEqualTo(THURSDAY);
    assertThatThrownBy(cache::look).as("it is read again").hasMessageContaining("no row of SPY");

    nights.night(FRIDAY, 2, 1.3, List.of("SPY"));
    new JdbcTemplate(postgres.dataSource())
        .update(
            "delete from symbol_daily_metrics where metrics_date = ? and symbol <> 'SPY'", FRIDAY);
    new JdbcTemplate(postgres.dataSource())
        .update(
            "delete from symbol_factor_exposures where calculation_date = ? and symbol <> 'SPY'",
            FRIDAY);
    assertThatThrownBy(cache::look).hasMessageContaining("1 symbols, fewer than half of the 4");
    assertThat(asOf()).isEqualTo(THURSDAY);

    nights.night(FRIDAY, 3, 1.3, SYMBOLS);
    cache.look();
    assertThat(asOf()).isEqualTo(FRIDAY);
  }

  @Test
  void a_scan_of_unknown_symbols_asks_the_database_nothing() {
    nights.night(THURSDAY, 1, 1.1, SYMBOLS);
    cache.look();
    database.statements.set(0);
    for (int i = 0; i < 1000; i++) {
      assertThat(reader.of(null, List.of("NONE" + i)).rows()).isEmpty();
    }
    assertThat(reader.page(new SymbolFilter("ki", null), null, 10).rows())
        .extracting(SymbolRow::symbol)
        .containsExactly("KILO");
    assertThat(database.statements).hasValue(0);
  }

  @Test
  void all_misses_of_a_request_are_one_query_and_a_failure_is_no_answer() {
    nights.night(WEDNESDAY, 1, 1.0, SYMBOLS);
    nights.night(THURSDAY, 1, 1.1, SYMBOLS);
    cache.look();
    database.statements.set(0);
    SymbolReader.Answer past = reader.of(WEDNESDAY, List.of("AAPL", "KILO", "NONE", "SPY"));
    assertThat(past.basis().source()).isEqualTo("database");
    assertThat(past.rows()).containsOnlyKeys("AAPL", "KILO", "SPY");
    assertThat(database.statements)
        .as("one for the rows, one whether a run began, and those of the transaction")
        .hasValueLessThanOrEqualTo(4);
    int ofOne = database.statements.getAndSet(0);
    reader.of(WEDNESDAY, IntStream.range(0, 100).mapToObj(i -> "S" + i).toList());
    assertThat(database.statements).as("the same for a hundred").hasValue(ofOne);

    JdbcTemplate jdbc = new JdbcTemplate(postgres.dataSource());
    jdbc.execute("alter table symbol_daily_metrics rename to away");
    try {
      assertThatThrownBy(() -> reader.of(WEDNESDAY, List.of("AAPL"))).isInstanceOf(Exception.class);
    } finally {
      jdbc.execute("alter table away rename to symbol_daily_metrics");
    }
    assertThat(reader.of(WEDNESDAY, List.of("AAPL")).rows()).containsOnlyKeys("AAPL");
  }

  @Test
  void a_slow_database_ends_in_503_and_not_in_a_queue() throws Exception {
    nights.night(WEDNESDAY, 1, 1.0, SYMBOLS);
    nights.night(THURSDAY, 1, 1.1, SYMBOLS);
    cache.look();
    ExecutorService clients = Executors.newFixedThreadPool(12);
    try (Connection lock = postgres.database().openDirect()) {
      lock.setAutoCommit(false);
      lock.createStatement().execute("lock table symbol_daily_metrics in access exclusive mode");
      List<Callable<ProblemKind>> asked = new ArrayList<>();
      for (int i = 0; i < 12; i++) {
        String symbol = "S" + i;
        asked.add(
            () -> {
              try {
                reader.of(WEDNESDAY, List.of(symbol));
                throw new AssertionError("answered");
              } catch (ProblemException refused) {
                return refused.kind();
              }
            });
      }
      long begun = System.nanoTime();
      Set<ProblemKind> kinds = new HashSet<>();
      for (Future<ProblemKind> one : clients.invokeAll(asked)) {
        kinds.add(one.get());
      }
      assertThat(kinds).isSubsetOf(ProblemKind.TEMPORARY, ProblemKind.BUSY);
      assertThat(System.nanoTime() - begun).isLessThan(8_000_000_000L);
      lock.rollback();
    } finally {
      clients.shutdownNow();
    }
    assertThat(reader.of(WEDNESDAY, List.of("AAPL")).rows()).containsOnlyKeys("AAPL");
  }

  @Test
  void those_that_ask_for_the_same_at_once_share_one_query() throws Exception {
    nights.night(WEDNESDAY, 1, 1.0, SYMBOLS);
    nights.night(THURSDAY, 1, 1.1, SYMBOLS);
    cache.look();
    database.statements.set(0);
    reader.of(WEDNESDAY, List.of("SPY"));
    int one = database.statements.getAndSet(0);
    ExecutorService clients = Executors.newFixedThreadPool(8);
    try (Connection lock = postgres.database().openDirect()) {
      lock.setAutoCommit(false);
      lock.createStatement().execute("lock table symbol_daily_metrics in access exclusive mode");
      List<Future<SymbolReader.Answer>> asked = new ArrayList<>();
      for (int i = 0; i < 8; i++) {
        asked.add(clients.submit(() -> reader.of(WEDNESDAY, List.of("AAPL", "SPY"))));
      }
      Thread.sleep(300);
      lock.rollback();
      for (Future<SymbolReader.Answer> answer : asked) {
        assertThat(answer.get().rows()).containsOnlyKeys("AAPL", "SPY");
      }
    } finally {
      clients.shutdownNow();
    }
    assertThat(database.statements).hasValue(one);
  }

  @Test
  void beyond_the_bound_funds_and_held_symbols_stay_and_the_others_come_from_the_database() {
    new JdbcTemplate(postgres.dataSource())
        .update(
            """
            with f as (insert into portfolios (name, created_at) values ('Growth', now())
              returning portfolio_id)
            insert into positions (portfolio_id, symbol, investment_class, position_type, quantity,
              quantity_as_of, entry_date, entry_price, multiplier)
            select portfolio_id, 'ZULU', 'PUBLIC', 'LONG', 1, '2022-06-01', '2022-06-01', 1, 1 from f
            """);
    nights.night(THURSDAY, 1, 1.1, List.of("AAA", "BBB", "CCC", "SPY", "ZULU"));
    cacheOf(3);
    cache.look();
    SymbolTable table = cache.state().loaded().orElseThrow();
    assertThat(List.of("SPY", "ZULU", "AAA")).allMatch(table::has);
    assertThat(table.left()).isEqualTo(2);
    assertThat(reader.of(null, List.of("SPY")).basis().source()).isEqualTo("cache");
    SymbolReader.Answer beyond = reader.of(null, List.of("CCC", "SPY"));
    assertThat(beyond.basis().source()).isEqualTo("database");
    assertThat(beyond.rows()).containsOnlyKeys("CCC", "SPY");
    SymbolReader.Page page = reader.page(new SymbolFilter(null, null), "AAA", 2);
    assertThat(page.rows()).extracting(SymbolRow::symbol).containsExactly("BBB", "CCC");
    assertThat(page.more()).isTrue();
  }

  @Test
  void a_missing_beta_is_unknown_with_its_reason_and_an_old_close_has_its_date() {
    StoredNights.AtWork night = nights.begin("symbol-batch", THURSDAY, "all", 1);
    nights.write(THURSDAY, 1.1, SYMBOLS);
    nights.prices("KILO", LocalDate.parse("2022-06-20"), LocalDate.parse("2022-06-28"), 1);
    new JdbcTemplate(postgres.dataSource())
        .update(
            "update symbol_daily_metrics set close = null, priced = false where symbol = 'KILO'");
    nights.end(night, BatchStatus.COMPLETED);
    cache.look();
    SymbolRow row = reader.of(null, List.of("KILO")).find("KILO").orElseThrow();
    assertThat(row.factor(Factor.IR_BETA).beta()).isNull();
    assertThat(row.factor(Factor.IR_BETA).reason()).isEqualTo("INSUFFICIENT_DATA");
    assertThat(row.factor(Factor.MARKET_BETA).rSquared()).isEqualTo(0.25);
    assertThat(row.close()).isEqualByComparingTo("10.5");
    assertThat(row.closeDate()).isEqualTo("2022-06-28");
    database.statements.set(0);
    cacheOf(50_000);
    assertThatThrownBy(() -> reader.of(null, List.of("KILO")))
        .as("nothing is known of the nights yet")
        .isInstanceOf(ProblemException.class);
    assertThat(reader.of(THURSDAY, List.of("KILO")).find("KILO"))
        .as("the same from the database")
        .contains(row);
  }

  @Test
  void no_answer_mixes_two_versions() throws Exception {
    int answers = Integer.getInteger("swap.answers", 3_000);
    List<String> symbols =
        IntStream.range(0, 200).mapToObj(i -> "S" + i).collect(Collectors.toList());
    symbols.add("SPY");
    List<Double> versions = List.of(1.0, 2.0);
    nights.night(THURSDAY, 1, versions.get(0), symbols);
    cache.look();
    CountDownLatch over = new CountDownLatch(1);
    AtomicInteger swaps = new AtomicInteger();
    ExecutorService threads = Executors.newFixedThreadPool(3);
    try {
      Future<?> swapping =
          threads.submit(
              () -> {
                for (int revision = 2; over.getCount() > 0; revision++) {
                  nights.night(THURSDAY, revision, versions.get((revision + 1) % 2), symbols);
                  cache.look();
                  swaps.incrementAndGet();
                }
              });
      List<Future<Set<Double>>> reading = new ArrayList<>();
      for (int reader = 0; reader < 2; reader++) {
        reading.add(threads.submit(() -> seen(symbols, answers / 2, swaps)));
      }
      Set<Double> seen = new TreeSet<>();
      for (Future<Set<Double>> one : reading) {
        seen.addAll(one.get());
      }
      over.countDown();
      swapping.get();
      assertThat(seen).containsExactlyElementsOf(versions);
    } finally {
      threads.shutdownNow();
    }
  }

  /** Reads so many answers, each of one version, and until there were some swaps. */
  private Set<Double> seen(List<String> symbols, int answers, AtomicInteger swaps) {
    Set<Double> seen = new TreeSet<>();
    for (int i = 0; i < answers || swaps.get() < 5; i++) {
      Set<Double> betas =
          reader.of(null, symbols).rows().values().stream()
              .map(row -> Optional.ofNullable(row.factor(Factor.MARKET_BETA).beta()).orElseThrow())
              .collect(Collectors.toSet());
      if (betas.size() != 1) {
        throw new AssertionError("an answer of two versions: " + betas);
      }
      seen.addAll(betas);
    }
    return seen;
  }
}
