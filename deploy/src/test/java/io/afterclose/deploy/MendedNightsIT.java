package io.afterclose.deploy;

import static org.assertj.core.api.Assertions.assertThat;

import io.afterclose.calendar.NyseCalendar;
import io.afterclose.testkit.PostgresExtension;
import io.afterclose.testkit.drill.JarProcess;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.Statement;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.api.io.TempDir;

/**
 * Two nights with wrong market data, mended by documented commands alone, end with the very rows of
 * two nights without a disturbance: prices and actions, exposures, metrics and snapshots.
 */
class MendedNightsIT {

  @RegisterExtension static final PostgresExtension DATABASE = new PostgresExtension();

  private static final String FIRST_NIGHT = "2022-06-29";
  private static final String SECOND_NIGHT = "2022-06-30";
  private static final List<String> FACTOR_ETFS =
      List.of("SPY", "TLT", "VTV", "VUG", "MTUM", "QUAL", "IWM", "USMV");
  private static final String RIGHT = "BOG,2022-06-01,1,0\nMOV,2022-06-29,5,0\nLAG,2022-06-29,0,4";
  private static final String WHY = "the exchange says so";

  private static final List<String> RESULTS =
      List.of(
          """
          select symbol, price_date, close, volume, flags from market_data_cache
          order by symbol, price_date
          """,
          "select symbol, ex_date, kind, value from corporate_actions order by symbol, ex_date, kind",
          """
          select to_jsonb(e) from symbol_factor_exposures e
          order by calculation_date, symbol, factor_code
          """,
          """
          select to_jsonb(m) - 'read_before' - 'read_server' from symbol_daily_metrics m
          order by metrics_date, symbol
          """,
          """
          select to_jsonb(s) - 'revision' - 'reason' - 'job_execution_id' - 'written_at'
            - 'read_snapshot' - 'revisions'
          from portfolio_snapshots_latest s order by portfolio_id, snapshot_date
          """);

  @TempDir private Path folder;

  @Test
  void a_bogus_split_a_moved_dividend_and_a_history_on_the_wrong_basis_are_mended()
      throws Exception {
    portfolio();
    night(FIRST_NIGHT, RIGHT, 1).with(0);
    refresh();
    night(SECOND_NIGHT, RIGHT, 1).with(0);
    refresh();
    List<String> undisturbed = results();
    assertThat(undisturbed).hasSizeGreaterThan(1_000);

    DATABASE.reset();
    portfolio();
    // An evening with a 10:1 split that never was, a dividend a day too early, and a symbol whose
    // history is four times too high before its split.
    String wrong =
        "BOG,2022-06-01,1,0\nBOG,2022-06-29,0,10\nMOV,2022-06-28,5,0\nLAG,2022-06-29,0,4";
    night(FIRST_NIGHT, wrong, 4).with(0);
    refresh();
    assertThat(results()).isNotEqualTo(undisturbed);
    assertThat(symbolBatch("missing", "--date", FIRST_NIGHT, "-o", "csv").with(0).out())
        .as("the operator is told that evening")
        .contains("BOG,FLAGGED_PRICE", "LAG,FLAGGED_PRICE");
    symbolBatch("actions", "withdraw", "BOG", FIRST_NIGHT, "--reason", WHY).with(0);

    // The next evening its sources are right again, for what is not final.
    night(SECOND_NIGHT, RIGHT, 1).with(0);
    refresh();
    assertThat(results()).as("final closes stay as they are").isNotEqualTo(undisturbed);
    symbolBatch(
            "prices",
            "refetch",
            "--symbol",
            "LAG",
            "--from",
            "2022-01-03",
            "--to",
            "2022-06-28",
            "--reason",
            WHY)
        .with(0);
    again(SECOND_NIGHT).with(0);
    again(FIRST_NIGHT).with(0);
    refresh();
    assertThat(difference(undisturbed, results())).isEmpty();
    assertThat(symbolBatch("prices", "log", "BOG", "-o", "csv").with(0).out())
        .contains("actions withdraw", WHY);
  }

  private void portfolio() throws Exception {
    symbolBatch("universe", "add", "BOG", "MOV", "LAG").with(0);
    Path file =
        Files.writeString(
            folder.resolve("portfolio.csv"),
            """
            symbol,quantity,entry_date,entry_price
            BOG,10,2022-06-27,100
            MOV,10,2022-06-27,100
            LAG,10,2022-06-27,400
            """);
    Jobs.portfolioRefresh(environment(), "import", "--name", "Fund", "--file", file.toString())
        .with(0);
  }

  private JarProcess.Ended night(String date, String actions, int factor) throws Exception {
    return symbolBatch(words(date, actions, factor, "run", "--date", date));
  }

  private JarProcess.Ended again(String date) throws Exception {
    return symbolBatch(words(date, RIGHT, 1, "rerun", "--date", date, "--force", "--reason", WHY));
  }

  private String[] words(String date, String actions, int factor, String... first)
      throws IOException {
    List<String> words = new ArrayList<>(List.of(first));
    words.addAll(List.of("--provider", "csv", "--prices", prices(date, factor).toString()));
    words.addAll(List.of("--actions", actions(actions).toString()));
    return words.toArray(String[]::new);
  }

  private void refresh() throws Exception {
    Jobs.portfolioRefresh(environment(), "run", "--wait", "0s", "--date", latest()).with(0);
  }

  /** The newest session that the symbol job has completed. */
  private String latest() throws Exception {
    return query("select max(metrics_date)::text from symbol_daily_metrics").get(0);
  }

  private Path actions(String lines) throws IOException {
    return Files.writeString(
        folder.resolve("actions.csv"), "symbol,date,dividend,split\n" + lines + "\n");
  }

  /** Walks of ETFs and quiet shares; MOV pays 5 on the 29th, LAG has a 4:1 split that day. */
  private Path prices(String to, int factorOfOldLag) throws IOException {
    StringBuilder csv = new StringBuilder("symbol,date,open,high,low,close,adj_close,volume\n");
    LocalDate last = LocalDate.parse(to);
    for (String etf : FACTOR_ETFS) {
      walk(csv, etf, last, 100, new Random(etf.hashCode()));
    }
    LocalDate exDate = LocalDate.parse(FIRST_NIGHT);
    Random random = new Random(7);
    for (LocalDate day : sessions(last)) {
      boolean since = !day.isBefore(exDate);
      double noise = 1 + random.nextGaussian() / 200;
      row(csv, "BOG", day, 100 * noise);
      row(csv, "MOV", day, (since ? 95 : 100) * noise);
      row(csv, "LAG", day, (since ? 100 : 400 * factorOfOldLag) * noise);
    }
    return Files.writeString(folder.resolve("prices.csv"), csv);
  }

  private static void walk(
      StringBuilder csv, String symbol, LocalDate last, double start, Random random) {
    double price = start;
    for (LocalDate day : sessions(last)) {
      price *= 1 + random.nextGaussian() / 100;
      row(csv, symbol, day, price);
    }
  }

  private static void row(StringBuilder csv, String symbol, LocalDate day, double close) {
    csv.append(String.format(Locale.ROOT, "%s,%s,,,,%.4f,,1000%n", symbol, day, close));
  }

  private static List<LocalDate> sessions(LocalDate last) {
    return NyseCalendar.standard().sessions(LocalDate.parse("2022-01-03"), last);
  }

  private static JarProcess.Ended symbolBatch(String... words) throws Exception {
    return Jobs.symbolBatch(environment(), words);
  }

  private static Map<String, String> environment() {
    return DATABASE.environment();
  }

  private static List<String> results() throws Exception {
    List<String> all = new ArrayList<>();
    for (String sql : RESULTS) {
      all.addAll(query(sql));
    }
    return all;
  }

  /** The rows that only one of two lists has, in the order of the lists. */
  private static List<String> difference(List<String> expected, List<String> found) {
    List<String> difference = new ArrayList<>();
    expected.stream()
        .filter(row -> !found.contains(row))
        .forEach(row -> difference.add("lacking " + row));
    found.stream()
        .filter(row -> !expected.contains(row))
        .forEach(row -> difference.add("besides " + row));
    return difference;
  }

  private static List<String> query(String sql) throws Exception {
    List<String> lines = new ArrayList<>();
    try (Connection connection = Logins.open(environment());
        Statement statement = connection.createStatement();
        ResultSet rows = statement.executeQuery(sql)) {
      while (rows.next()) {
        List<String> cells = new ArrayList<>();
        for (int column = 1; column <= rows.getMetaData().getColumnCount(); column++) {
          cells.add(rows.getString(column));
        }
        lines.add(String.join(" ", cells));
      }
    }
    return lines;
  }
}
