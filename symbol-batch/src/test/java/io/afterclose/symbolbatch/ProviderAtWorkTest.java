package io.afterclose.symbolbatch;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.zaxxer.hikari.HikariDataSource;
import com.zaxxer.hikari.HikariPoolMXBean;
import io.afterclose.calendar.NyseCalendar;
import io.afterclose.calendar.TradingCalendar;
import io.afterclose.run.execution.GracefulStop;
import io.afterclose.run.execution.JobContext;
import io.afterclose.run.execution.ProcessContext;
import io.afterclose.run.execution.RunResult;
import io.afterclose.run.execution.TimeLimit;
import io.afterclose.run.lock.RunStore;
import io.afterclose.run.name.JobName;
import io.afterclose.run.name.RunKey;
import io.afterclose.run.name.RunRequest;
import io.afterclose.run.name.Source;
import io.afterclose.run.outcome.RunInProgressException;
import io.afterclose.run.outcome.RunOutcome;
import io.afterclose.symbolbatch.provider.PriceProvider;
import io.afterclose.symbolbatch.provider.PriceProviders;
import io.afterclose.symbolbatch.provider.PriceRequest;
import io.afterclose.symbolbatch.provider.ProviderFailure;
import io.afterclose.symbolbatch.provider.ProviderResponse;
import io.afterclose.symbolbatch.provider.sample.SampleMarket;
import io.afterclose.symbolbatch.session.ChunkSize;
import io.afterclose.testkit.PostgresExtension;
import java.time.Clock;
import java.time.Duration;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.AtomicReference;
import java.util.concurrent.locks.LockSupport;
import java.util.function.BooleanSupplier;
import java.util.function.Consumer;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

/** What holds while a provider is being asked. */
final class ProviderAtWorkTest {

  @RegisterExtension static final PostgresExtension POSTGRES = new PostgresExtension();

  private static final String STORED = "select count(distinct symbol) from market_data_cache";

  private static final long MOST_NANOS = Duration.ofSeconds(30).toNanos();

  private static final String SYMBOLS =
      "select distinct symbol from market_data_cache order by symbol";

  private static final String OPEN_TRANSACTIONS =
      "select state || ': ' || query from pg_stat_activity where datname = current_database()"
          + " and pid <> pg_backend_pid() and xact_start is not null";

  private static final TradingCalendar CALENDAR = NyseCalendar.standard();

  private final StoredRows rows = StoredRows.in(POSTGRES.dataSource());

  /** The sample market, with somebody who looks on at each question. */
  private record Watched(PriceProvider market, Consumer<PriceRequest> watcher)
      implements PriceProvider {

    @Override
    public String name() {
      return market.name();
    }

    @Override
    public ProviderResponse fetch(PriceRequest request) throws ProviderFailure {
      watcher.accept(request);
      return market.fetch(request);
    }
  }

  @BeforeEach
  void nothing_has_run() {
    POSTGRES.reset();
  }

  @Test
  void while_a_provider_hangs_the_job_holds_no_connection_and_no_transaction() {
    HikariPoolMXBean pool = ((HikariDataSource) POSTGRES.dataSource()).getHikariPoolMXBean();
    List<Integer> held = new ArrayList<>();
    List<String> open = new ArrayList<>();
    AtomicInteger asked = new AtomicInteger();
    RunResult result =
        night(
            (stop, request) -> {
              if (asked.incrementAndGet() == 8) {
                // All that arrived before is stored but the one that shares a chunk with this one.
                until(() -> rows.text(STORED).equals("6") && pool.getActiveConnections() == 0);
                held.add(pool.getActiveConnections());
                open.addAll(rows.texts(OPEN_TRANSACTIONS));
              }
            });
    assertThat(result.outcome()).isEqualTo(RunOutcome.COMPLETED);
    assertThat(held).containsExactly(0);
    assertThat(open).isEmpty();
  }

  private static void until(BooleanSupplier reached) {
    long begin = System.nanoTime();
    while (!reached.getAsBoolean() && System.nanoTime() - begin < MOST_NANOS) {
      LockSupport.parkNanos(1_000_000);
    }
  }

  @Test
  void nothing_after_the_night_is_asked_for() {
    List<LocalDate> to = new ArrayList<>();
    night((stop, request) -> to.add(request.to()));
    assertThat(to).hasSize(8).containsOnly(LocalDate.of(2022, 6, 30));
  }

  @Test
  void a_request_to_stop_ends_the_run_after_the_chunk_and_the_next_one_goes_on() {
    RunResult stopped =
        night(
            (stop, request) -> {
              if (request.symbol().text().equals("QUAL")) {
                stop.request("asked by a test");
              }
            });
    assertThat(stopped.outcome()).isEqualTo(RunOutcome.STOPPED);
    long prices = rows.count("market_data_cache");
    assertThat(prices).isPositive();
    assertThat(rows.count("symbol_factor_exposures")).isZero();

    List<String> asked = new ArrayList<>();
    RunResult resumed = night((stop, request) -> asked.add(request.symbol().text()));
    assertThat(resumed.outcome()).isEqualTo(RunOutcome.COMPLETED);
    assertThat(asked).isNotEmpty().doesNotContain("IWM");
    assertThat(rows.count("symbol_factor_exposures where status = 'FITTED'")).isEqualTo(8 * 12);
  }

  @Test
  void a_run_that_was_taken_over_writes_nothing_more() {
    RunKey key = new RunKey(JobName.SYMBOL_BATCH, LocalDate.of(2022, 6, 30), "all");
    RunStore runs = new RunStore(POSTGRES.dataSource());
    CompletableFuture<List<String>> stored = new CompletableFuture<>();
    assertThatThrownBy(
            () ->
                night(
                    (stop, request) -> {
                      if (request.symbol().text().equals("USMV")) {
                        assertThat(runs.evict(key, "taken over by a test")).isTrue();
                        stored.complete(rows.texts(SYMBOLS));
                      }
                    }))
        .isInstanceOfSatisfying(
            RunInProgressException.class,
            refused -> assertThat(refused.outcome()).isEqualTo(RunOutcome.ALREADY_RUNNING));
    // The run may end before the thread that took its key away has read what was stored then.
    assertThat(stored).succeedsWithin(Duration.ofSeconds(30)).isEqualTo(rows.texts(SYMBOLS));
    assertThat(rows.texts("select state || ': ' || message from job_runs"))
        .containsExactly("ABANDONED: taken over by a test");

    assertThat(night((stop, request) -> {}).outcome()).isEqualTo(RunOutcome.COMPLETED);
    assertThat(rows.count("symbol_factor_exposures where status = 'FITTED'")).isEqualTo(8 * 12);
  }

  private interface Watcher {
    void asked(GracefulStop stop, PriceRequest request);
  }

  /** A night of the eight factor ETFs in chunks of two. */
  private static RunResult night(Watcher watcher) {
    AtomicReference<GracefulStop> stop = new AtomicReference<>(new GracefulStop());
    PriceProvider provider =
        new Watched(
            new SampleMarket(CALENDAR),
            request -> watcher.asked(Objects.requireNonNull(stop.get()), request));
    try (JobContext context =
        JobContext.open(
            JobName.SYMBOL_BATCH,
            SymbolBatchJob.class,
            new ProcessContext(POSTGRES.environment(), Clock.systemUTC()),
            POSTGRES.database(),
            beans -> {
              beans.registerBean(ChunkSize.class, () -> new ChunkSize(2));
              beans.registerBean(PriceProviders.class, () -> PriceProviders.local(provider));
              beans.registerBean(TimeLimit.class, () -> TimeLimit.NONE);
            })) {
      stop.set(context.bean(GracefulStop.class));
      return context.run(
          new RunRequest(LocalDate.of(2022, 6, 30), "all", 1, Source.OPERATOR), TimeLimit.NONE);
    }
  }
}
