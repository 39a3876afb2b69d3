package io.afterclose.deploy.drill;

import io.afterclose.testkit.drill.JarProcess;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/** What the drills type: a small evening of the simulated market with one portfolio. */
final class Evening {

  static final String FIRST = "2026-01-07";
  static final String NIGHT = "2026-01-08";

  /** A process that is silent for a second is dead. */
  private static final Map<String, String> FAST_HEART = Map.of("AFTERCLOSE_HEARTBEAT", "200ms");

  private Evening() {}

  static JarProcess start(String job, Map<String, String> environment, String... words) {
    Map<String, String> all = new HashMap<>(FAST_HEART);
    all.putAll(environment);
    return JarProcess.startIn(Path.of("..", job), job, all, words);
  }

  /** Runs a command to its end. */
  static JarProcess.Ended type(Map<String, String> environment, String line)
      throws InterruptedException {
    List<String> words = Arrays.asList(line.split(" "));
    try (JarProcess process =
        start(words.get(0), environment, words.subList(1, words.size()).toArray(String[]::new))) {
      return process.ended();
    }
  }

  /** The universe and the first of both nights, with the portfolio imported between them. */
  static void begin(Map<String, String> environment, Path folder) throws Exception {
    type(environment, "symbol-batch universe add ALFA ECHO KILO").with(0);
    symbols(environment, FIRST);
    type(environment, importing(folder)).with(0);
    portfolios(environment, FIRST);
  }

  static void symbols(Map<String, String> environment, String date) throws Exception {
    type(environment, "symbol-batch run --provider sample --date " + date).with(0);
  }

  static void portfolios(Map<String, String> environment, String date) throws Exception {
    type(environment, "portfolio-refresh run --wait 0s --date " + date).with(0);
  }

  static String importing(Path folder) throws IOException {
    Path file =
        Files.writeString(
            folder.resolve("lots.csv"),
            "symbol,quantity,entry_date,entry_price\nALFA,5,2026-01-05,90\nKILO,7,2026-01-06,80\n");
    return "portfolio-refresh import --name Drilled --file " + file;
  }

  /**
   * What both nights came to, as a user sees it; the order and the digits are the same each time.
   */
  static String results(Map<String, String> environment) throws InterruptedException {
    return type(environment, "symbol-batch exposures -o csv --date " + NIGHT).with(0).out()
        + type(environment, "symbol-batch metrics -o csv --date " + NIGHT).with(0).out()
        + type(environment, SNAPSHOTS).with(0).out()
        + type(environment, POSITIONS).with(0).out();
  }

  private static final String SNAPSHOTS =
      "portfolio-refresh snapshots -o csv --columns snapshot_date,status,total_value,total_cost,"
          + "net_asset_value,daily_pnl,daily_return";
  private static final String POSITIONS =
      "portfolio-refresh position list --portfolio Drilled -o csv";
}
