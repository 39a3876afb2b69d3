package io.afterclose.testkit;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;

/** The most memory that a process had resident so far, as Linux tells it. */
public final class ResidentPeak {
  private static final String LINE = "VmHWM:";

  private ResidentPeak() {}

  /**
   * In bytes; 0 where the system does not tell, and of a process that has ended. Between the file's
   * opening and its reading the process may end, so that any failure of the two is an answer.
   */
  public static long of(Process process) {
    return of(process.pid());
  }

  /** The same of a process whose number is known. */
  public static long of(long pid) {
    Path status = Path.of("/proc", Long.toString(pid), "status");
    try {
      return Files.readAllLines(status, UTF_8).stream()
          .filter(line -> line.startsWith(LINE))
          .mapToLong(line -> 1024 * Long.parseLong(line.replaceAll("[^0-9]", "")))
          .findFirst()
          .orElse(0);
    } catch (IOException endedOrUntold) {
      return 0;
    }
  }
}
