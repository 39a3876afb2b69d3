package io.afterclose.testkit.drill;

import io.afterclose.testkit.TargetFolder;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.stream.Collectors;

/** What the drills of a JVM came to, as a Markdown table in {@code target/drills*.md}. */
final class DrillReport {

  private static final Path FILE = TargetFolder.ofThisProcess("drills", ".md");

  private static final String HEAD =
      """
      | drill | numbers | rounds | passed | failed | slowest recovery | seed |
      |---|---|---:|---:|---:|---:|---:|
      """;

  private final List<Line> lines = new ArrayList<>();

  /** One drill. */
  static final class Line {

    private final String name;
    private final String numbers;
    private final long seed;
    private int passed;
    private int failed;
    private Duration slowest = Duration.ZERO;

    Line(String name, String numbers, long seed) {
      this.name = name;
      this.numbers = numbers;
      this.seed = seed;
    }

    void passed(Duration recovery) {
      passed++;
      slowest = slowest.compareTo(recovery) < 0 ? recovery : slowest;
    }

    void failed() {
      failed++;
    }

    @Override
    public String toString() {
      String recovery =
          slowest.isZero()
              ? "–"
              : String.format(Locale.ROOT, "%.1f s", slowest.toMillis() / 1000.0);
      return "| %s | %s | %d | %d | %d | %s | %d |"
          .formatted(name, numbers, passed + failed, passed, failed, recovery, seed);
    }
  }

  /** Written after each drill, so that it is there also when a later one hangs. */
  synchronized void add(Line line) {
    lines.add(line);
    System.out.println("drill: " + line);
    try {
      Files.writeString(FILE, text());
    } catch (IOException unwritable) {
      throw new UncheckedIOException(unwritable);
    }
  }

  private String text() {
    return HEAD + lines.stream().map(line -> line + "\n").collect(Collectors.joining());
  }

  synchronized void print() {
    System.out.println(FILE + "\n" + text());
  }
}
