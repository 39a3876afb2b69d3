package io.afterclose.deploy;

import static org.assertj.core.api.Assertions.assertThat;

import io.afterclose.calendar.NyseCalendar;
import io.afterclose.calendar.TradingCalendar;
import io.afterclose.testkit.PostgresExtension;
import io.afterclose.testkit.drill.JarProcess;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Clock;
import java.time.Duration;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/**
 * An upload with both jars as they are shipped, a worker beside them and a provider that takes 50
 * ms for an answer: what the user has after how many seconds, and what was asked for.
 */
class OnboardingIT {

  @RegisterExtension static final PostgresExtension DATABASE = new PostgresExtension();

  private static final List<String> FACTOR_ETFS =
      List.of("SPY", "TLT", "VTV", "VUG", "MTUM", "QUAL", "IWM", "USMV");
  private static final TradingCalendar CALENDAR = NyseCalendar.standard();

  /** What a night leaves of symbols that an upload is no business of. */
  private static final List<String> OF_OTHERS =
      List.of(
          "select ctid || ' ' || xmin || ' ' || m::text from market_data_cache m where symbol like 'O%' order by 1",
          "select ctid || ' ' || xmin || ' ' || m::text from symbol_factor_exposures m where symbol like 'O%' order by 1",
          "select ctid || ' ' || xmin || ' ' || m::text from symbol_daily_metrics m where symbol like 'O%' order by 1");

  private static final Path FIGURES = Path.of("target", "onboarding.txt");

  private final LocalDate session = CALENDAR.latestCompletedSession(Clock.systemUTC().instant());
  private final LocalDate entry = CALENDAR.lastSessions(60, session).get(0);

  private final LocalYahoo provider = new LocalYahoo(Duration.ofMillis(50));

  @TempDir private Path folder;

  @AfterEach
  void stop() {
    provider.close();
  }

  @ParameterizedTest
  @CsvSource({"5, 8", "20, 10"})
  void unknown_symbols_alone_are_asked_for_and_all_numbers_are_there(int known, int unknown)
      throws Exception {
    DATABASE.reset();
    List<String> ofNight =
        Stream.concat(names("K", known).stream(), names("O", 30).stream()).toList();
    symbolBatch(Stream.concat(Stream.of("universe", "add"), ofNight.stream())).with(0);
    symbolBatch(Stream.of("run", "--date", session.toString())).with(0);
    List<String> untouched = texts(OF_OTHERS);
    assertThat(untouched).hasSizeGreaterThan(30 * 200);
    provider.askedFor();

    List<String> held =
        Stream.concat(names("K", known).stream(), names("U", unknown).stream()).toList();
    try (JarProcess worker =
        JarProcess.startIn(
            Path.of("..", "symbol-batch"), "symbol-batch", environment(), "onboard", "--watch")) {
      JarProcess.Ended upload =
          Jobs.portfolioRefresh(
                  environment(),
                  "onboard",
                  "--name",
                  "Testscotty",
                  "--file",
                  file(held).toString(),
                  "-o",
                  "csv")
              .with(0);
      tell(known, unknown, upload);
      worker.terminate();
    }

    Map<String, Integer> asked = provider.askedFor();
    Set<String> allowed = new HashSet<>(names("U", unknown));
    allowed.addAll(FACTOR_ETFS);
    assertThat(allowed).containsAll(asked.keySet());
    assertThat(asked.keySet()).containsAll(names("U", unknown));
    assertThat(texts(OF_OTHERS)).as("the rest of the universe").isEqualTo(untouched);
    assertThat(
            texts(
                List.of(
                    "select distinct symbol from symbol_factor_exposures where calculation_date = '"
                        + session
                        + "' and status = 'FITTED' and symbol ~ '^[KU]X' order by 1")))
        .containsExactlyInAnyOrderElementsOf(held);
    assertThat(
            texts(
                List.of(
                    "select status || count(*) from portfolio_snapshots_latest group by status")))
        .containsExactly("COMPLETE60");
  }

  /** Kept beside the reports, since the numbers are of the machine. */
  private void tell(int known, int unknown, JarProcess.Ended upload) throws IOException {
    String line = upload.logged("first snapshot after").get(0);
    Files.writeString(
        FIGURES,
        "%d positions, %d of them unknown: %s%n"
            .formatted(known + unknown, unknown, line.substring(line.indexOf("first snapshot"))),
        StandardOpenOption.CREATE,
        StandardOpenOption.APPEND);
  }

  private Path file(List<String> symbols) throws IOException {
    return Files.writeString(
        folder.resolve("positions.csv"),
        symbols.stream()
            .map(symbol -> symbol + ",10," + entry + ",50\n")
            .collect(Collectors.joining("", "symbol,quantity,entry_date,entry_price\n", "")));
  }

  private static List<String> names(String letter, int count) {
    return IntStream.rangeClosed(1, count)
        .mapToObj(number -> letter + "X" + (char) ('A' + number / 26) + (char) ('A' + number % 26))
        .toList();
  }

  private JarProcess.Ended symbolBatch(Stream<String> words) throws InterruptedException {
    return Jobs.symbolBatch(environment(), words.toArray(String[]::new));
  }

  private Map<String, String> environment() {
    Map<String, String> environment = new HashMap<>(DATABASE.environment());
    environment.putAll(provider.environment());
    return environment;
  }

  private static List<String> texts(List<String> queries) throws SQLException {
    List<String> texts = new ArrayList<>();
    try (Connection connection = DATABASE.database().openDirect();
        Statement statement = connection.createStatement()) {
      for (String query : queries) {
        try (ResultSet rows = statement.executeQuery(query)) {
          while (rows.next()) {
            texts.add(rows.getString(1));
          }
        }
      }
    }
    return texts;
  }
}
