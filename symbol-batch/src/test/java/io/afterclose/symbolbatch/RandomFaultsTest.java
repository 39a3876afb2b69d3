package io.afterclose.symbolbatch;

import static org.assertj.core.api.Assertions.assertThat;

import io.afterclose.calendar.NyseCalendar;
import io.afterclose.symbolbatch.fixture.FaultyMarket;
import io.afterclose.testkit.CommandRun;
import io.afterclose.testkit.PostgresExtension;
import io.afterclose.testkit.SettableClock;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/**
 * A random market told with random faults, night after night: splits that come late, early, or
 * never were, dividends on the wrong day, histories on the wrong basis, typing errors, holes. No
 * night publishes a return beyond 40 % without a flag, and after the last correction everything is
 * as if nothing had happened. More seeds: {@code -Dfaults.seeds=100}.
 */
final class RandomFaultsTest {

  @RegisterExtension static final PostgresExtension POSTGRES = new PostgresExtension();

  private static final String FIRST = "2022-06-01";
  private static final List<LocalDate> SESSIONS =
      NyseCalendar.standard().sessions(LocalDate.parse(FIRST), LocalDate.parse("2022-06-30"));
  private static final int FIRST_NIGHT = 8;

  /** Total returns between neighbouring stored closes, with the actions in force. */
  private static final String UNFLAGGED_JUMPS =
      """
      select symbol || ' ' || price_date || ' ' || r::numeric(12, 4) from (
        select p.symbol, p.price_date, p.flags, p.flags_before,
          (p.close + coalesce(sum(a.value) filter (where a.kind = 'DIVIDEND'), 0))
            * coalesce(exp(sum(ln(a.value)) filter (where a.kind = 'SPLIT')), 1) / p.before - 1 as r
        from (
          select symbol, price_date, close, flags,
            lag(close) over w as before, lag(price_date) over w as date_before,
            lag(flags) over w as flags_before
          from market_data_cache
          window w as (partition by symbol order by price_date)) p
        left join corporate_actions a
          on a.symbol = p.symbol and a.ex_date > p.date_before and a.ex_date <= p.price_date
        where p.before is not null
        group by p.symbol, p.price_date, p.close, p.flags, p.flags_before, p.before) returns
      where abs(r) > 0.4 and flags = '' and flags_before = ''
      """;

  @TempDir private Path folder;

  private final StoredRows rows = StoredRows.in(POSTGRES.dataSource());
  private final SettableClock clock = SettableClock.at("2022-08-01T12:00:00Z");

  static Stream<Long> seeds() {
    return IntStream.rangeClosed(1, Integer.getInteger("faults.seeds", 3)).mapToObj(Long::valueOf);
  }

  @ParameterizedTest
  @MethodSource("seeds")
  void faults_are_flagged_while_they_last_and_leave_nothing_behind(long seed) throws IOException {
    FaultyMarket market = new FaultyMarket(seed, SESSIONS, FIRST_NIGHT);
    int last = SESSIONS.size() - 1;
    begin(market);
    night(market, last, false, "run").hasExitCode(0);
    List<String> undisturbed = results();

    begin(market);
    for (int night = FIRST_NIGHT; night <= last; night++) {
      night(market, night, true, "run").hasExitCode(0);
      assertThat(rows.texts(UNFLAGGED_JUMPS))
          .as("seed %d, night of %s: %s", seed, SESSIONS.get(night), market)
          .isEmpty();
    }
    List<String> words =
        new ArrayList<>(List.of("prices", "refetch", "--from", FIRST, "--to", "2022-06-30"));
    words.addAll(List.of("--reason", "the faults are over", "--symbol"));
    words.addAll(market.symbols());
    types(words).hasExitCode(0);
    night(market, last, false, "rerun", "--force", "--reason", "a test").hasExitCode(0);
    assertThat(results()).as("seed %d: %s", seed, market).isEqualTo(undisturbed);
  }

  private void begin(FaultyMarket market) {
    POSTGRES.reset();
    List<String> words = new ArrayList<>(List.of("universe", "add"));
    words.addAll(market.symbols());
    types(words).hasExitCode(0);
  }

  private CommandRun night(FaultyMarket market, int night, boolean faulty, String... command)
      throws IOException {
    clock.advance(Duration.ofHours(1));
    LocalDate date = SESSIONS.get(night);
    PriceFile file = PriceFile.ofFactorEtfs(FIRST, date.toString());
    market.prices(night, faulty).forEach(file::line);
    Path actions =
        Files.writeString(
            folder.resolve("actions.csv"),
            "symbol,date,dividend,split\n" + String.join("\n", market.actions(night, faulty)));
    List<String> words = new ArrayList<>(List.of(command));
    words.addAll(List.of("--date", date.toString(), "--provider", "csv"));
    words.addAll(List.of("--prices", file.in(folder, "prices.csv")));
    words.addAll(List.of("--actions", actions.toString()));
    return types(words);
  }

  private List<String> results() {
    String last = SESSIONS.get(SESSIONS.size() - 1).toString();
    List<String> all = new ArrayList<>();
    all.addAll(
        rows.texts(
            "select symbol || ' ' || price_date || ' ' || close || flags from market_data_cache"
                + " order by symbol, price_date"));
    all.addAll(
        rows.texts(
            "select symbol || ' ' || ex_date || ' ' || kind || value from corporate_actions"
                + " order by symbol, ex_date, kind"));
    all.addAll(
        rows.texts(
            "select to_jsonb(e)::text from symbol_factor_exposures e where calculation_date = '%s'"
                    .formatted(last)
                + " order by symbol, factor_code"));
    all.addAll(
        rows.texts(
            "select (to_jsonb(m) - 'read_before')::text from symbol_daily_metrics m where metrics_date = '%s'"
                    .formatted(last)
                + " order by symbol"));
    return all;
  }

  private CommandRun types(List<String> words) {
    return Operator.in(POSTGRES.environment(), clock).types(words.toArray(String[]::new));
  }
}
