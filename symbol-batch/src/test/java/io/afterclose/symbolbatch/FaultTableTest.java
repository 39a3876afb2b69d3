package io.afterclose.symbolbatch;

import static org.assertj.core.api.Assertions.assertThat;

import io.afterclose.testkit.CommandRun;
import io.afterclose.testkit.PostgresExtension;
import io.afterclose.testkit.SettableClock;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/**
 * One fault of data after the other, from its evening to the mended state: what is stored, flagged
 * and told that evening, and what mends it. The table is left in {@code target/faults.txt}; how
 * single providers misbehave is beside it, in {@code target/provider-behaviours.txt}.
 */
final class FaultTableTest {

  @RegisterExtension static final PostgresExtension POSTGRES = new PostgresExtension();

  private static final Path TABLE = Path.of("target", "faults.txt");
  private static final String LAST = "2022-06-30";

  /** 400 until a 4:1 split on the 27th; a dividend of 1 on the 23rd. */
  private static final Map<String, String> TRUTH =
      new TreeMap<>(
          Map.of(
              "2022-06-21",
              "400",
              "2022-06-22",
              "404",
              "2022-06-23",
              "399",
              "2022-06-24",
              "400",
              "2022-06-27",
              "101",
              "2022-06-28",
              "100",
              "2022-06-29",
              "101",
              LAST,
              "102"));

  private static final List<String> ACTIONS = List.of("2022-06-23,1,0", "2022-06-27,0,4");

  /** What mends most of them: the next answer, which is right. */
  private static final List<String> ITSELF = List.of();

  @TempDir private Path folder;

  private final StoredRows rows = StoredRows.in(POSTGRES.dataSource());
  private final SettableClock clock = SettableClock.at("2022-08-01T12:00:00Z");

  /**
   * @param closes of the faulty evening, by day; an empty one leaves the row out
   * @param lines further rows of that evening, after the symbol
   * @param actions of that evening
   * @param told words that flags, quarantine, missing items or the log of that evening hold
   * @param mend commands after the next evening, each as words; none where that mends it
   */
  private record Fault(
      String name,
      Map<String, String> closes,
      List<String> lines,
      List<String> actions,
      String told,
      List<String> mend) {

    @Override
    public String toString() {
      return name;
    }
  }

  private static Fault closes(String name, String told, String... changes) {
    return new Fault(name, changed(changes), List.of(), ACTIONS, told, ITSELF);
  }

  private static Fault actions(String name, String told, String... actions) {
    return new Fault(name, Map.of(), List.of(), List.of(actions), told, ITSELF);
  }

  private static Fault row(String name, String told, String line) {
    return new Fault(name, Map.of(), List.of(line), ACTIONS, told, ITSELF);
  }

  private static Map<String, String> changed(String... changes) {
    Map<String, String> closes = new TreeMap<>();
    for (int at = 0; at < changes.length; at += 2) {
      closes.put("2022-06-" + changes[at], changes[at + 1]);
    }
    return closes;
  }

  private static Fault mendedBy(Fault fault, String... commands) {
    return new Fault(
        fault.name(),
        fault.closes(),
        fault.lines(),
        fault.actions(),
        fault.told(),
        List.of(commands));
  }

  private static Stream<Fault> faults() {
    String dividend = ACTIONS.get(0);
    String split = ACTIONS.get(1);
    return Stream.of(
        closes("close of the evening × 10", "SUSPECT_JUMP", "29", "1010"),
        closes("close of the evening ÷ 10", "SUSPECT_JUMP", "29", "10.1"),
        closes("close of the evening × 1.2", "nothing to see", "29", "121"),
        closes("close of the evening 0", "NOT_POSITIVE", "29", "0"),
        closes("close of the evening negative", "NOT_POSITIVE", "29", "-101"),
        closes("close of the evening NaN", "NOT_A_NUMBER", "29", "NaN"),
        closes("close of the evening a word", "NOT_A_NUMBER", "29", "n/a"),
        closes("close of the evening the word null", "NOT_A_NUMBER", "29", "null"),
        closes("close of the evening infinite", "NOT_A_NUMBER", "29", "Infinity"),
        closes("close of the evening in hexadecimal", "NOT_A_NUMBER", "29", "0x65"),
        closes("close of the evening 1e12", "TOO_LARGE", "29", "1e12"),
        closes("no row of the evening", "NO_PRICE", "29", ""),
        closes("a stored close answered × 10", "SUSPECT_JUMP", "28", "1000"),
        closes("a hole in what is stored", "nothing to see", "28", ""),
        closes(
            "history on a split-adjusted basis",
            "CHANGED_BASIS",
            "22",
            "101",
            "23",
            "99.75",
            "24",
            "100"),
        closes(
            "history × 4, as when a split is undone twice",
            "CHANGED_BASIS",
            "22",
            "1616",
            "23",
            "1596",
            "24",
            "1600"),
        actions("split not reported yet", "SUSPECT_JUMP", dividend),
        actions("split reported two sessions early", "SUSPECT_JUMP", dividend, "2022-06-23,0,4"),
        actions("split reported a session late", "SUSPECT_JUMP", dividend, "2022-06-28,0,4"),
        actions("split with a wrong ratio", "SUSPECT_JUMP", dividend, "2022-06-27,0,2"),
        actions("split upside down", "SUSPECT_JUMP", dividend, "2022-06-27,0,0.25"),
        actions("a split that never was", "SUSPECT_JUMP", dividend, split, "2022-06-29,0,10"),
        mendedBy(
            actions(
                "a split that never was, withdrawn at once",
                "SUSPECT_JUMP",
                dividend,
                split,
                "2022-06-29,0,10"),
            "actions withdraw ACME 2022-06-29"),
        actions("ratio of a spin-off", "unconfirmed", dividend, split, "2022-06-29,0,1.281"),
        actions("dividend not reported yet", "nothing to see", split),
        actions("dividend on the day before", "nothing to see", "2022-06-22,1,0", split),
        actions("dividend on a Sunday", "is no session", dividend, split, "2022-06-26,0.5,0"),
        actions("dividend × 100", "SUSPECT_JUMP", "2022-06-23,200,0", split),
        actions("dividend listed twice", "nothing to see", dividend, dividend, split),
        row("a row of a Sunday", "NOT_A_SESSION", "2022-06-26,,,,400,,1000"),
        row("a row of a later day", "later bars", "2022-06-30,,,,102,,1000"),
        row("a day twice, alike", "1 duplicates", "2022-06-29,,,,101,,1000"),
        row("a row without a date", "NOT_A_DATE", "someday,,,,101,,1000"),
        closes("a negative volume", "BAD_VOLUME", "29", "101,,-5"),
        closes("a volume of 1e30", "BAD_VOLUME", "29", "101,,1e30"),
        new Fault(
            "high below low",
            Map.of("2022-06-29", ""),
            List.of("2022-06-29,101,100,102,101,,1000"),
            ACTIONS,
            "ODD_RANGE",
            ITSELF),
        new Fault(
            "close above high",
            Map.of("2022-06-29", ""),
            List.of("2022-06-29,100,100.5,99,101,,1000"),
            ACTIONS,
            "ODD_RANGE",
            ITSELF),
        new Fault(
            "close repeated without volume",
            Map.of("2022-06-29", ""),
            List.of("2022-06-29,,,,100,,0"),
            ACTIONS,
            "REPEATED",
            ITSELF),
        mendedBy(
            actions("split that no source reports", "SUSPECT_JUMP", dividend),
            "actions add ACME 2022-06-27 --split 4"),
        mendedBy(
            closes("a close that an operator knows better", "SUSPECT_JUMP", "29", "10.1"),
            "prices set ACME 2022-06-29 101"),
        mendedBy(
            closes("a close that an operator doubts", "SUSPECT_JUMP", "28", "1000"),
            "prices refetch --symbol ACME --from 2022-06-28 --to 2022-06-28"));
  }

  @BeforeAll
  static void a_new_table() throws IOException {
    Files.createDirectories(TABLE.getParent());
    Files.writeString(
        TABLE,
        "%-46s | %-34s | %-44s | %s%n"
            .formatted("fault of the evening", "stored differently", "told", "mended by"));
  }

  @ParameterizedTest
  @MethodSource("faults")
  void a_fault_is_told_and_mended(Fault fault) throws IOException {
    POSTGRES.reset();
    types("universe", "add", "ACME").hasExitCode(0);
    evening("2022-06-28", new TreeMap<>(TRUTH), List.of(), ACTIONS);
    List<String> before = closes();

    Map<String, String> faulty = new TreeMap<>(TRUTH);
    faulty.putAll(fault.closes());
    CommandRun night = evening("2022-06-29", faulty, fault.lines(), fault.actions());
    List<String> stored = new ArrayList<>(closes());
    stored.removeAll(before);
    stored.remove("06-29 101");
    stored.addAll(odd());
    List<String> told = told(night);
    if (fault.told().equals("nothing to see")) {
      assertThat(told).as("a fault that nobody can know that evening").isEmpty();
    } else {
      assertThat(told).anyMatch(line -> line.contains(fault.told()));
    }

    for (String command : fault.mend()) {
      List<String> words = new ArrayList<>(Arrays.asList(command.split(" ")));
      words.addAll(List.of("--reason", "the exchange says so"));
      types(words.toArray(String[]::new)).hasExitCode(0);
    }
    evening(LAST, new TreeMap<>(TRUTH), List.of(), ACTIONS);
    List<String> expected = new ArrayList<>();
    TRUTH.forEach((day, close) -> expected.add(day.substring(5) + " " + close));
    assertThat(closes()).isEqualTo(expected);
    assertThat(inForce()).containsExactly("06-23 DIVIDEND 1", "06-27 SPLIT 4");
    assertThat(rows.count("market_data_cache where symbol = 'ACME' and flags <> ''")).isZero();
    Files.writeString(
        TABLE,
        "%-46s | %-34s | %-44s | %s%n"
            .formatted(
                fault.name(),
                String.join(", ", stored),
                String.join(", ", told),
                fault.mend().isEmpty()
                    ? "the next answer"
                    : String.join("; ", fault.mend()) + "; the next answer"),
        StandardOpenOption.APPEND);
  }

  /** What the operator sees of the evening: flags, quarantine, missing items, counts of the log. */
  private List<String> told(CommandRun night) {
    List<String> told = new ArrayList<>();
    told.addAll(
        rows.texts(
            "select distinct flags from market_data_cache where symbol = 'ACME' and flags <> ''"
                + " order by flags"));
    told.addAll(rows.texts("select distinct reason from market_data_quarantine order by reason"));
    told.addAll(
        rows.texts(
            "select distinct reason from run_item_failures where phase = 'prices'"
                + " and item = 'ACME' and reason <> 'FLAGGED_PRICE'"));
    told.addAll(
        rows.texts("select distinct 'unconfirmed' from corporate_actions where unconfirmed"));
    night.logged("is no session, counted on").stream().limit(1).forEach(told::add);
    night.logged("1 duplicates").stream().limit(1).map(line -> "1 duplicates").forEach(told::add);
    night.logged(" 1 later bars").stream().limit(1).map(line -> "1 later bars").forEach(told::add);
    return told.stream().map(FaultTableTest::brief).toList();
  }

  private static String brief(String text) {
    int at = text.indexOf("is no session");
    return at < 0 ? text : text.substring(at);
  }

  private List<String> odd() {
    List<String> odd = new ArrayList<>(inForce());
    odd.removeAll(List.of("06-23 DIVIDEND 1", "06-27 SPLIT 4"));
    return odd;
  }

  private List<String> closes() {
    return rows.texts(
        "select to_char(price_date, 'MM-DD') || ' ' || trim_scale(close) from market_data_cache"
            + " where symbol = 'ACME' order by price_date");
  }

  private List<String> inForce() {
    return rows.texts(
        "select to_char(ex_date, 'MM-DD ') || kind || ' ' || trim_scale(value)"
            + " from corporate_actions order by ex_date, kind");
  }

  private CommandRun evening(
      String date, Map<String, String> closes, List<String> lines, List<String> actions)
      throws IOException {
    clock.advance(Duration.ofHours(1));
    PriceFile file = PriceFile.ofFactorEtfs("2022-06-21", date);
    closes.forEach(
        (day, close) -> {
          if (!close.isEmpty() && day.compareTo(date) <= 0) {
            file.line(
                "ACME,%s,,,,%s".formatted(day, close.contains(",") ? close : close + ",,1000"));
          }
        });
    lines.forEach(line -> file.line("ACME," + line));
    List<String> told =
        actions.stream()
            .filter(line -> line.compareTo(date + "~") <= 0)
            .map(line -> "ACME," + line)
            .toList();
    Path actionsFile =
        Files.writeString(
            folder.resolve("actions.csv"),
            "symbol,date,dividend,split\n" + String.join("\n", told) + "\n");
    return types(
            "run",
            "--date",
            date,
            "--provider",
            "csv",
            "--prices",
            file.in(folder, "prices.csv"),
            "--actions",
            actionsFile.toString())
        .hasExitCode(0);
  }

  private CommandRun types(String... words) {
    return Operator.in(POSTGRES.environment(), clock).types(words);
  }
}
