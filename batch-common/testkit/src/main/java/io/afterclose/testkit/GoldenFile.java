package io.afterclose.testkit;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;

/**
 * What a command prints for programs, kept as a file of a module's test resources: {@code
 * src/test/resources/golden/<name>}. A difference is a change that users see. Rewritten with {@code
 * -Dgolden.write=true}.
 */
public record GoldenFile(Path path) {

  /** What differs from run to run and from machine to machine, wherever it stands. */
  private static final List<String> VOLATILE =
      List.of(
          "\\d{4}-\\d\\d-\\d\\dT\\d\\d:\\d\\d(:\\d\\d(\\.\\d+)?)?",
          "(?<=on host )[^,]+, pid \\d+, version [^;\"]+",
          "(?<=postgresql://)[^,\"\\s]*",
          "(?<=\"(seconds|pid|heartbeat_seconds)\" : )[\\d.]+",
          "(?<=\"(host|version)\" : \")[^\"]*");

  private static final List<String> VOLATILE_COLUMNS =
      List.of("seconds", "pid", "host", "version", "heartbeat_seconds");

  /** A comma outside quotes. */
  private static final String BETWEEN_CELLS = ",(?=(?:[^\"]*\"[^\"]*\")*[^\"]*$)";

  public static GoldenFile of(String name) {
    return new GoldenFile(Path.of("src/test/resources/golden", name));
  }

  /** What a command printed as CSV, with a star for times, places and durations. */
  public static String steadyCsv(String csv) {
    List<String> lines = steady(csv).lines().toList();
    List<String> columns = List.of(lines.get(0).split(",", -1));
    StringBuilder steady = new StringBuilder(lines.get(0)).append('\n');
    for (String line : lines.subList(1, lines.size())) {
      String[] cells = line.split(BETWEEN_CELLS, -1);
      for (String column : VOLATILE_COLUMNS) {
        int at = columns.indexOf(column);
        if (at >= 0 && !cells[at].isEmpty()) {
          cells[at] = "*";
        }
      }
      steady.append(String.join(",", cells)).append('\n');
    }
    return steady.toString();
  }

  /** The same for text of any other form. */
  public static String steady(String printed) {
    String steady = printed;
    for (String part : VOLATILE) {
      steady = steady.replaceAll(part, "*");
    }
    return steady;
  }

  /** Its text, after it was rewritten where that was requested. */
  public String text(String printed) {
    try {
      if (Boolean.getBoolean("golden.write")) {
        Files.createDirectories(path.toAbsolutePath().getParent());
        Files.writeString(path, printed, UTF_8);
      }
      return Files.readString(path, UTF_8);
    } catch (IOException unreadable) {
      throw new UncheckedIOException(unreadable);
    }
  }
}
