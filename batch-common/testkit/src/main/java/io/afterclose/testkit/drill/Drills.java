package io.afterclose.testkit.drill;

import static org.junit.jupiter.api.Assumptions.assumeTrue;

import io.afterclose.testkit.TargetFolder;
import io.afterclose.testkit.TestServer;
import java.util.Random;
import org.junit.jupiter.api.extension.BeforeAllCallback;
import org.junit.jupiter.api.extension.ExtensionContext;
import org.junit.jupiter.api.extension.ExtensionContext.Namespace;

/**
 * The drills of a module: how many rounds, from which seed, on which server, and the report of them
 * at the end. Register it as a static field. The server is one of their own under {@code
 * target/drill-home}, so that it can be restarted.
 *
 * <p>{@code -Ddrills.rounds=N} scales: a drill whose full measure is 40 rounds runs N, others in
 * proportion; without it each runs the few rounds of its short selection. {@code -Ddrills.seed=S}
 * repeats a reported round.
 */
public final class Drills implements BeforeAllCallback {

  private static final Namespace NAMESPACE = Namespace.create(Drills.class);
  private static final int MEASURE = 40;

  private static final DrillReport REPORT = new DrillReport();

  /** What all drills of a JVM work on, started for the first of them. */
  private static final class Ground {
    static final TestServer SERVER =
        TestServer.startIn(TargetFolder.ofThisProcess("drill-home", ""));
  }

  /** A drill's one round. */
  @FunctionalInterface
  public interface Work {
    void round(Round round) throws Exception;
  }

  @Override
  public void beforeAll(ExtensionContext context) {
    AutoCloseable printed = REPORT::print;
    context
        .getRoot()
        .getStore(NAMESPACE)
        .computeIfAbsent(DrillReport.class, key -> printed, AutoCloseable.class);
  }

  /** A new database, migrated and empty. */
  public DrillDatabase emptyDatabase() {
    return DrillDatabase.emptyOn(Ground.SERVER);
  }

  /** The seed of this JVM's drills. */
  static long seed() {
    String given = System.getProperty("drills.seed", "");
    return given.isBlank() ? SEED : Long.parseLong(given.strip());
  }

  private static final long SEED = new Random().nextInt(1_000_000);

  /**
   * How many rounds: of the short selection, or as requested.
   *
   * @param few in the short selection; 0 when it is no part of that
   * @param full of the full measure
   */
  static int rounds(int few, int full) {
    String given = System.getProperty("drills.rounds", "").strip();
    return given.isEmpty()
        ? few
        : (int) Math.ceil((double) full * Integer.parseInt(given) / MEASURE);
  }

  /**
   * Runs the rounds of a drill and reports them; the first that fails ends it.
   *
   * @param name a sentence
   * @param numbers of the fault drills it stands for
   */
  public void run(String name, String numbers, int few, int full, Work work) {
    int rounds = rounds(few, full);
    assumeTrue(rounds > 0, "no part of the short selection; run with -Pdrills");
    DrillReport.Line line = new DrillReport.Line(name, numbers, seed());
    for (int number = 0; number < rounds; number++) {
      Round round = new Round(number, rounds, seed() ^ name.hashCode());
      try {
        work.round(round);
        line.passed(round.recovery());
      } catch (Exception | AssertionError failed) {
        line.failed();
        REPORT.add(line);
        throw new AssertionError(
            "%s: round %d of %d failed; again: -Ddrills.rounds=%s -Ddrills.seed=%d"
                .formatted(
                    name, number + 1, rounds, System.getProperty("drills.rounds", ""), seed()),
            failed);
      }
    }
    REPORT.add(line);
  }
}
