package io.afterclose.symbolbatch;

import static org.assertj.core.api.Assertions.assertThat;

import io.afterclose.testkit.CommandRun;
import io.afterclose.testkit.PostgresExtension;
import io.afterclose.testkit.SettableClock;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.List;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.api.io.TempDir;

/** A date's metrics have the name and sector that were known on it, whenever they are made. */
final class ProfileHistoryTest {

  @RegisterExtension static final PostgresExtension POSTGRES = new PostgresExtension();

  @TempDir Path folder = Path.of(".");

  private final SettableClock clock = SettableClock.at("2022-06-29T02:00:00Z");
  private final StoredRows stored = StoredRows.in(POSTGRES.dataSource());
  private Operator operator = Operator.in(POSTGRES.environment(), clock);

  @BeforeEach
  void a_sector_that_changes_between_two_nights() throws IOException {
    POSTGRES.reset();
    operator = Operator.in(POSTGRES.environment(), clock);
    stated("KILO,Kilo Motors,Industry,Cars");
    types("run", "--date", "2022-06-28");
    clock.set(Instant.parse("2022-06-30T02:00:00Z"));
    stated("KILO,,Energy,");
    types("run", "--date", "2022-06-29");
    clock.set(Instant.parse("2022-07-01T02:00:00Z"));
  }

  private void stated(String line) throws IOException {
    Path file =
        Files.writeString(folder.resolve("universe.csv"), "symbol,name,sector,industry\n" + line);
    operator.types("universe", "add", "--file", file.toString()).hasExitCode(0);
  }

  private void types(String command, String... words) {
    String[] all = new String[words.length + 3];
    all[0] = command;
    all[1] = "--provider";
    all[2] = "sample";
    System.arraycopy(words, 0, all, 3, words.length);
    operator.types(all).hasExitCode(0);
  }

  private List<String> profiles() {
    return stored.texts(
        "select concat_ws(' ', metrics_date, name, sector, industry) from symbol_daily_metrics"
            + " where symbol = 'KILO' order by metrics_date");
  }

  @Test
  void each_night_has_what_was_known_on_it() {
    assertThat(profiles())
        .containsExactly(
            "2022-06-28 Kilo Motors Industry Cars", "2022-06-29 Kilo Motors Energy Cars");
  }

  @Test
  void a_night_that_is_done_again_later_has_the_same_rows() {
    List<String> before = rowsWithoutTheirReading();
    types("rerun", "--date", "2022-06-28", "--force", "--reason", "why");
    types("rerun", "--date", "2022-06-29", "--force", "--reason", "why");

    assertThat(rowsWithoutTheirReading()).isEqualTo(before);
  }

  /** All but the marks of the transaction and server that a row's inputs were read with. */
  private List<String> rowsWithoutTheirReading() {
    return stored.texts(
        """
        select string_agg(c.key || '=' || c.value, ' ' order by c.key)
        from symbol_daily_metrics m cross join jsonb_each_text(to_jsonb(m)) c
        where c.key not like 'read%' and c.value is not null
        group by m.metrics_date, m.symbol order by m.metrics_date, m.symbol
        """);
  }

  @Test
  void a_backfilled_night_before_all_that_is_known_has_the_oldest() {
    types("backfill", "--from", "2022-06-24", "--to", "2022-06-27");

    assertThat(profiles())
        .startsWith("2022-06-24 Kilo Motors Industry Cars", "2022-06-27 Kilo Motors Industry Cars");
  }

  @Test
  void metrics_made_again_since_a_price_came_late_have_what_was_known_on_their_date() {
    stored.execute(
        "update market_data_cache set close = close * 1.01, high = high * 1.02"
            + " where symbol = 'KILO' and price_date = '2022-06-27'");
    stored.execute("update symbol_daily_metrics set sector = 'to be made again'");
    types("run", "--date", "2022-06-30");

    assertThat(profiles())
        .containsExactly(
            "2022-06-28 Kilo Motors Industry Cars",
            "2022-06-29 Kilo Motors Energy Cars",
            "2022-06-30 Kilo Motors Energy Cars");
  }

  @Test
  void the_list_shows_what_is_known_now() {
    CommandRun list = operator.types("universe", "list", "-o", "csv").hasExitCode(0);

    assertThat(list.lines()).contains("KILO,LISTED,EXPLICIT,Kilo Motors,Energy,Cars,,");
  }

  @Test
  void a_text_that_does_not_fit_is_refused_with_its_line_and_nothing_is_added() throws IOException {
    Path file =
        Files.writeString(
            folder.resolve("long.csv"),
            "symbol,name,sector,industry\nLIMA,Lima,Energy,\nMIKE,,%s,\n"
                .formatted("s".repeat(101)));

    CommandRun refused = operator.types("universe", "add", "--file", file.toString());

    refused.hasExitCode(2);
    assertThat(refused.err())
        .contains("line 3: a sector of at most 100 characters was expected, found 101");
    assertThat(stored.count("symbol_universe where symbol in ('LIMA', 'MIKE')")).isZero();
  }
}
