package io.afterclose.market.price;

import static org.assertj.core.api.Assertions.assertThat;

import io.afterclose.market.quality.PriceFlagStore;
import io.afterclose.quant.price.DailyBar;
import io.afterclose.quant.price.Sessions;
import io.afterclose.quant.symbol.Symbol;
import io.afterclose.testkit.PostgresExtension;
import io.afterclose.testkit.SettableClock;
import java.math.BigDecimal;
import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Duration;
import java.time.LocalDate;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;
import java.util.function.Function;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.springframework.jdbc.core.JdbcTemplate;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.jdbc.datasource.DataSourceTransactionManager;
import org.springframework.transaction.support.TransactionTemplate;

final class PriceStoreTest {

  @RegisterExtension static final PostgresExtension POSTGRES = new PostgresExtension();

  private static final Symbol ACME = Symbol.of("ACME");
  private static final long RUN = 7;
  private static final Symbol BOLT = Symbol.of("BOLT");
  private static final Sessions WEEK =
      Sessions.of(
          Stream.of("2022-06-27", "2022-06-28", "2022-06-29", "2022-06-30")
              .map(LocalDate::parse)
              .toList());

  private final JdbcTemplate jdbc = new JdbcTemplate(POSTGRES.dataSource());
  private final SettableClock clock = SettableClock.at("2022-07-01T02:00:00Z");
  private final PriceStore store = new PriceStore(POSTGRES.dataSource(), clock);
  private final PriceGapStore gaps =
      new PriceGapStore(POSTGRES.dataSource(), new ClosePanelStore(POSTGRES.dataSource()));

  @BeforeEach
  void nothing_is_stored() {
    POSTGRES.reset();
  }

  @Test
  void a_symbol_without_prices_lacks_the_whole_lookback() {
    assertThat(gaps(ACME))
        .containsExactly(new PriceGap(ACME, LocalDate.parse("2022-06-27"), null, null));
  }

  @Test
  void the_newest_session_of_a_symbol_is_its_own_and_not_after_the_day_asked_for() {
    save(row(ACME, "2022-06-27", "10", true), row(ACME, "2022-06-30", "12", false));
    save(row(BOLT, "2022-06-29", "20", true));
    assertThat(store.newestSession(ACME, LocalDate.parse("2022-06-30")))
        .contains(LocalDate.parse("2022-06-30"));
    assertThat(store.newestSession(ACME, LocalDate.parse("2022-06-29")))
        .contains(LocalDate.parse("2022-06-27"));
    assertThat(store.newestSession(ACME, LocalDate.parse("2022-06-26"))).isEmpty();
  }

  @Test
  void the_gap_begins_at_the_oldest_session_without_a_final_price() {
    save(row(ACME, "2022-06-27", "10", true), row(ACME, "2022-06-29", "12", true));
    PriceGap gap = gaps(ACME).get(0);
    assertThat(gap.firstMissing()).isEqualTo("2022-06-28");
    assertThat(gap.previousDate()).isEqualTo("2022-06-27");
    assertThat(gap.previousClose()).isEqualByComparingTo("10");
  }

  @Test
  void a_provisional_price_is_still_a_gap() {
    save(row(ACME, "2022-06-27", "10", false));
    assertThat(gaps(ACME).get(0).firstMissing()).isEqualTo("2022-06-27");
  }

  @Test
  void each_symbol_is_decided_alone_and_complete_ones_are_left_out() {
    WEEK.dates().forEach(day -> save(row(ACME, day.toString(), "10", true)));
    save(row(BOLT, "2022-06-30", "10", true));
    assertThat(gaps(BOLT, ACME))
        .containsExactly(
            new PriceGap(
                BOLT,
                LocalDate.parse("2022-06-27"),
                null,
                null,
                Map.of(LocalDate.parse("2022-06-30"), new BigDecimal("10")),
                Set.of(LocalDate.parse("2022-06-30"))));
  }

  @Test
  void after_a_long_gap_only_a_symbol_that_has_prices_there_is_left_to_be_read() {
    Sessions month =
        Sessions.of(
            LocalDate.parse("2022-06-01").datesUntil(LocalDate.parse("2022-07-01")).toList());
    save(row(BOLT, "2022-06-30", "10", true));
    List<PriceGap> found = gaps.gaps(Map.of(ACME, month, BOLT, month), 0, 0);

    assertThat(found).extracting(PriceGap::storedRead).containsExactly(true, false);
    assertThat(found.get(0)).isEqualTo(new PriceGap(ACME, month.first(), null, null));
    assertThat(gaps.withStored(found.get(1), month.last()).storedCloses())
        .containsOnlyKeys(month.last());
  }

  /** Whatever a host's clock said: the price that another run brought was fetched in 2032. */
  @Test
  void a_symbol_whose_last_session_the_same_run_brought_is_left_out() {
    JdbcClient jdbc = JdbcClient.create(POSTGRES.dataSource());
    jdbc.sql("insert into batch_job_instance values (3, 0, 'job', 'key'), (4, 0, 'job', 'other')")
        .update();
    jdbc.sql(
            "insert into batch_job_execution (job_execution_id, job_instance_id, create_time,"
                + " end_time) values (:run, 3, now(), now()), (99, 4, now(), now())")
        .param("run", RUN)
        .update();
    clock.advance(Duration.ofDays(3650));
    save(row(ACME, "2022-06-30", "10", false));
    assertThat(gaps.gaps(Map.of(ACME, WEEK), 3, RUN + 1)).isEmpty();
    assertThat(gaps.gaps(Map.of(ACME, WEEK), 4, 0)).hasSize(1);
    assertThat(gaps.gaps(Map.of(ACME, WEEK), 0, 0)).hasSize(1);
  }

  /** A night of all symbols and one of a portfolio's, which correct the same bars at once. */
  @ParameterizedTest
  @ValueSource(booleans = {false, true})
  void of_two_runs_that_bring_the_same_correction_one_is_kept_in_the_history(boolean finished)
      throws Exception {
    save(row(ACME, "2022-06-29", "10", false), row(BOLT, "2022-06-30", "20", false));
    PriceRow[] corrected = {
      row(ACME, "2022-06-29", "11", finished), row(BOLT, "2022-06-30", "22", finished)
    };
    ExecutorService other = Executors.newSingleThreadExecutor();
    try (Connection watch = POSTGRES.dataSource().getConnection()) {
      TransactionTemplate first =
          new TransactionTemplate(new DataSourceTransactionManager(POSTGRES.dataSource()));
      Future<Long> second =
          Objects.requireNonNull(
              first.execute(
                  transaction -> {
                    store.save(RUN, List.of(corrected));
                    Future<Long> waiting = other.submit(() -> save(corrected));
                    awaitOneThatWaits(watch);
                    return waiting;
                  }));
      assertThat(second.get(30, TimeUnit.SECONDS)).isZero();
    } finally {
      other.shutdownNow();
    }
    assertThat(texts("select symbol from market_data_history order by 1"))
        .containsExactly("ACME", "BOLT");
    assertThat(
            texts(
                "select symbol from market_data_changes where kind = 'PRICE_CORRECTED' order by 1"))
        .containsExactly("ACME", "BOLT");
  }

  private static void awaitOneThatWaits(Connection watch) {
    try (Statement statement = watch.createStatement()) {
      for (int look = 0; look < 300; look++) {
        try (ResultSet waiting =
            statement.executeQuery(
                "select 1 from pg_stat_activity where wait_event_type = 'Lock'"
                    + " and datname = current_database()")) {
          if (waiting.next()) {
            return;
          }
        }
        TimeUnit.MILLISECONDS.sleep(50);
      }
      throw new AssertionError("the second run did not come to wait for the first");
    } catch (SQLException | InterruptedException failed) {
      throw new AssertionError(failed);
    }
  }

  @Test
  void a_correction_beyond_a_millionth_updates_and_below_it_does_not() {
    save(row(ACME, "2022-06-30", "10", false), row(BOLT, "2022-06-30", "10", false));
    clock.advance(Duration.ofHours(1));
    save(row(ACME, "2022-06-30", "10.000011", false), row(BOLT, "2022-06-30", "10.000009", false));
    assertThat(store.closesOn(WEEK.last(), List.of(ACME, BOLT)))
        .hasEntrySatisfying(ACME, close -> assertThat(close).isEqualByComparingTo("10.000011"))
        .hasEntrySatisfying(BOLT, close -> assertThat(close).isEqualByComparingTo("10"));
    assertThat(texts("select symbol || ' ' || close from market_data_history"))
        .containsExactly("ACME 10.00000000");
    assertThat(texts("select symbol || ' ' || kind from market_data_changes order by change_id"))
        .containsExactly("ACME PRICE_ARRIVED", "BOLT PRICE_ARRIVED", "ACME PRICE_CORRECTED");
  }

  @Test
  void a_final_price_is_neither_overwritten_nor_made_provisional_again() {
    save(row(ACME, "2022-06-30", "10", true));
    clock.advance(Duration.ofHours(1));
    save(row(ACME, "2022-06-30", "11", false));
    assertThat(texts("select close || ' ' || status from market_data_cache"))
        .containsExactly("10.00000000 FINAL");
    assertThat(texts("select symbol from market_data_history")).isEmpty();
  }

  @Test
  void a_last_correction_comes_with_the_row_that_makes_it_final() {
    save(row(ACME, "2022-06-30", "10", false));
    clock.advance(Duration.ofHours(1));
    save(row(ACME, "2022-06-30", "11", true));
    assertThat(texts("select close || ' ' || status from market_data_cache"))
        .containsExactly("11.00000000 FINAL");
    assertThat(texts("select close from market_data_history")).containsExactly("10.00000000");
  }

  @Test
  void prices_and_flags_are_found_by_session_and_symbol() {
    save(
        new PriceRow(bar(ACME, "2022-06-29", "10"), "test", 1, true, Set.of(PriceFlag.REPEATED)),
        row(BOLT, "2022-06-30", "10", true));
    assertThat(store.pricedOn(WEEK.last(), List.of(ACME, BOLT))).containsExactly(BOLT);
    assertThat(
            new PriceFlagStore(POSTGRES.dataSource())
                .flagged(WEEK.first(), WEEK.last(), List.of(ACME, BOLT)))
        .containsExactly(ACME);
    assertThat(
            new PriceFlagStore(POSTGRES.dataSource())
                .flagged(WEEK.last(), WEEK.last(), List.of(ACME, BOLT)))
        .isEmpty();
    assertThat(store.pricedOn(WEEK.last(), List.of(ACME))).isEmpty();
  }

  @Test
  void a_provider_never_replaces_an_unflagged_price_of_one_before_it_in_the_order() {
    save(ranked("first", 1, "10"));
    save(ranked("second", 2, "11"));
    assertThat(stored()).containsExactly("10 first PROVISIONAL");
    save(ranked("another", 1, "12"));
    assertThat(stored()).as("one of the same place does").containsExactly("12 another PROVISIONAL");
    assertThat(texts("select source from market_data_history")).containsExactly("first");
  }

  @Test
  void a_better_provider_replaces_the_price_of_a_lower_one() {
    save(ranked("second", 2, "11"));
    save(ranked("first", 1, "10"));
    save(ranked("second", 2, "11"));
    assertThat(stored()).containsExactly("10 first PROVISIONAL");
  }

  @Test
  void a_flagged_price_gives_way_to_any_provider() {
    save(
        new PriceRow(
            bar(ACME, "2022-06-30", "10"), "first", 1, false, Set.of(PriceFlag.SUSPECT_JUMP)));
    save(ranked("second", 2, "11"));
    assertThat(stored()).containsExactly("11 second PROVISIONAL");
  }

  @Test
  void a_lower_provider_makes_a_price_final_without_replacing_it() {
    save(ranked("first", 1, "10"));
    save(new PriceRow(bar(ACME, "2022-06-30", "11"), "second", 2, true, Set.of()));
    assertThat(stored()).containsExactly("10 first FINAL");
  }

  @Test
  void only_bars_that_are_new_corrected_or_final_now_are_counted() {
    assertThat(save(row(ACME, "2022-06-29", "9", true), ranked("first", 1, "10"))).isEqualTo(2);
    assertThat(save(row(ACME, "2022-06-29", "8", true), ranked("first", 1, "10"))).isZero();
    assertThat(save(ranked("first", 1, "11"))).isEqualTo(1);
    assertThat(save(row(ACME, "2022-06-30", "12", true))).isEqualTo(1);
  }

  private static PriceRow ranked(String source, int rank, String close) {
    return new PriceRow(bar(ACME, "2022-06-30", close), source, rank, false, Set.of());
  }

  private List<String> stored() {
    return texts(
        "select trim_scale(close) || ' ' || source || ' ' || status from market_data_cache");
  }

  private List<PriceGap> gaps(Symbol... symbols) {
    return gaps.gaps(
        Arrays.stream(symbols).collect(Collectors.toMap(Function.identity(), any -> WEEK)), 0, 0);
  }

  private long save(PriceRow... rows) {
    clock.advance(Duration.ofMinutes(1));
    return Objects.requireNonNull(
        new TransactionTemplate(new DataSourceTransactionManager(POSTGRES.dataSource()))
            .execute(transaction -> store.save(RUN, List.of(rows))));
  }

  private static PriceRow row(Symbol symbol, String date, String close, boolean finalPrice) {
    return new PriceRow(bar(symbol, date, close), "test", 1, finalPrice, Set.of());
  }

  private static DailyBar bar(Symbol symbol, String date, String close) {
    return new DailyBar(
        symbol, LocalDate.parse(date), null, null, null, new BigDecimal(close), 100L);
  }

  private List<String> texts(String sql) {
    return jdbc.queryForList(sql, Object.class).stream().map(String::valueOf).toList();
  }
}
