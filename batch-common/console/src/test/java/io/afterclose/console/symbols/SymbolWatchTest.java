package io.afterclose.console.symbols;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.afterclose.calendar.NyseCalendar;
import io.afterclose.console.connection.LateDatabase;
import io.afterclose.console.health.Readiness;
import io.afterclose.database.address.DatabaseSettings;
import io.afterclose.database.address.PostgresUrl;
import io.afterclose.run.history.JobHistoryStore;
import io.afterclose.run.lock.RunStore;
import io.afterclose.testkit.PostgresExtension;
import io.afterclose.testkit.SettableClock;
import io.afterclose.testkit.drill.PostgresProxy;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.BooleanSupplier;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

/** A watch of a database that is reached through a wire that can be cut. */
class SymbolWatchTest {

  @RegisterExtension static final PostgresExtension postgres = new PostgresExtension();

  private static final LocalDate THURSDAY = LocalDate.parse("2022-06-30");
  private static final LocalDate FRIDAY = LocalDate.parse("2022-07-01");
  private static final List<String> SYMBOLS = List.of("AAPL", "KILO", "SPY");
  private static final Duration NEVER = Duration.ofMinutes(10);
  private static final Duration MOST = Duration.ofSeconds(20);

  private final SettableClock clock = SettableClock.at("2022-07-02T02:00:00Z");
  private StoredNights nights;

  @BeforeEach
  void begin() {
    postgres.reset();
    nights = new StoredNights(postgres.dataSource());
  }

  /** What a console has of this. */
  private final class Watched implements AutoCloseable {

    private final LateDatabase database;
    private final Readiness readiness = new Readiness(System::nanoTime);
    private final SymbolCache cache;
    private final SymbolReader reader;
    private final SymbolWatch watch;

    Watched(PostgresProxy wire, Duration poll) {
      database = new LateDatabase(settings(wire.through(url())));
      SymbolStore store = new SymbolStore(database);
      cache =
          new SymbolCache(
              store,
              new JobHistoryStore(database),
              new RunStore(database),
              readiness,
              clock,
              50_000);
      reader =
          new SymbolReader(
              cache, store, new SymbolReads(store, cache), NyseCalendar.standard(), clock);
      watch =
          new SymbolWatch(
              database, cache, new WatchPace(poll, Duration.ofMillis(200), Duration.ofMillis(400)));
      database.begin();
      watch.begin();
    }

    SymbolReader.Basis basis() {
      return reader.of(null, List.of("SPY")).basis();
    }

    /** The answer of the ready probe as text. */
    String ready() {
      return String.valueOf(readiness.answer());
    }

    @Override
    public void close() {
      watch.close();
      database.close();
    }
  }

  private static PostgresUrl url() {
    return settings(postgres.environment().getOrDefault("DATABASE_URL", "")).url();
  }

  private static DatabaseSettings.External settings(String url) {
    return (DatabaseSettings.External)
        DatabaseSettings.fromEnvironment(Map.of("DATABASE_URL", url), Optional.empty());
  }

  private static void soon(BooleanSupplier what) throws InterruptedException {
    long end = System.nanoTime() + MOST.toNanos();
    while (!what.getAsBoolean()) {
      assertThat(System.nanoTime()).as("not within " + MOST).isLessThan(end);
      Thread.sleep(20);
    }
  }

  private static PostgresUrl nowhere() {
    return settings("postgresql://u:p@127.0.0.1:1/none").url();
  }

  @Test
  void what_is_told_is_looked_at_at_once_and_a_cut_connection_is_followed_by_a_look()
      throws Exception {
    nights.night(THURSDAY, 1, 1.1, SYMBOLS);
    try (PostgresProxy wire = PostgresProxy.before(url());
        Watched console = new Watched(wire, NEVER)) {
      soon(() -> console.cache.state().loaded().isPresent());
      assertThat(console.ready()).contains("cache_symbols=3", "mode=cache");

      nights.night(FRIDAY, 1, 1.2, SYMBOLS);
      soon(() -> console.basis().asOf().equals(FRIDAY));

      // No more of the console's connections, so that nobody hears of the next one.
      wire.moveTo(nowhere());
      wire.cut();
      nights.night(FRIDAY, 2, 1.3, List.of("AAPL", "KILO", "NEWC", "SPY"));
      wire.moveTo(url());
      soon(() -> console.cache.state().loaded().filter(it -> it.has("NEWC")).isPresent());
    }
  }

  @Test
  void without_its_database_the_console_serves_what_it_has_and_says_so() throws Exception {
    nights.night(FRIDAY, 1, 1.1, SYMBOLS);
    try (PostgresProxy wire = PostgresProxy.before(url());
        Watched console = new Watched(wire, Duration.ofMillis(300))) {
      soon(() -> console.cache.state().loaded().isPresent());
      assertThat(console.basis().degraded()).isEmpty();
      assertThat(console.basis().sessionsLate()).isZero();

      wire.moveTo(nowhere());
      wire.cut();
      soon(() -> console.basis().degraded().isPresent());
      clock.set(Instant.parse("2022-07-06T23:00:00Z"));
      assertThat(console.basis().asOf()).isEqualTo(FRIDAY);
      assertThat(console.basis().sessionsLate()).as("Tuesday and Wednesday").isEqualTo(2);
      assertThat(console.basis().degraded()).contains("the database does not answer");
      assertThat(console.ready()).contains("ready=true", "cache_symbols=3");
      assertThatThrownBy(() -> console.reader.of(THURSDAY, List.of("AAPL")))
          .isInstanceOf(Exception.class);

      wire.moveTo(url());
      soon(() -> console.basis().degraded().isEmpty());
    }
  }

  @Test
  void a_load_that_fails_is_ready_by_the_database_and_is_tried_until_it_succeeds()
      throws Exception {
    nights.night(THURSDAY, 1, 1.1, List.of("AAPL"));
    try (PostgresProxy wire = PostgresProxy.before(url());
        Watched console = new Watched(wire, NEVER)) {
      soon(() -> console.ready().contains("degraded=true"));
      assertThat(console.ready())
          .contains("ready=true", "no row of SPY", "mode=db_fallback", "cache_symbols=0");
      assertThat(console.reader.of(null, List.of("AAPL")).basis().source()).isEqualTo("database");

      nights.write(THURSDAY, 1.1, SYMBOLS);
      soon(() -> console.cache.state().loaded().isPresent());
      assertThat(console.ready()).contains("cache_symbols=3").doesNotContain("degraded");
    }
  }

  @Test
  void it_is_initialising_until_the_database_is_open_and_an_empty_one_is_ready() throws Exception {
    try (PostgresProxy wire = PostgresProxy.before(url())) {
      wire.moveTo(nowhere());
      try (Watched console = new Watched(wire, Duration.ofMillis(200))) {
        assertThat(console.ready()).contains("ready=false", "status=initializing");
        Thread.sleep(700);
        assertThat(console.ready()).contains("ready=false", "status=initializing");
        wire.moveTo(url());
        soon(() -> console.ready().contains("cache_symbols=0"));
        assertThat(console.ready())
            .contains("ready=true", "error=null", "mode=db_fallback")
            .doesNotContain("degraded");
        nights.night(THURSDAY, 1, 1.1, SYMBOLS);
        soon(() -> console.ready().contains("cache_symbols=3"));
      }
    }
  }
}
