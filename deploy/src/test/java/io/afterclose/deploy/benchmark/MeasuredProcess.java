package io.afterclose.deploy.benchmark;

import static java.nio.charset.StandardCharsets.UTF_8;

import io.afterclose.testkit.ResidentPeak;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.OptionalLong;
import java.util.concurrent.TimeUnit;
import java.util.regex.Pattern;

/**
 * One process from its start to its end: its wall clock, its processor time and the most memory
 * that was resident. The last two are read while it lives, so that the last {@link #LOOK} may be
 * missed.
 */
final class MeasuredProcess {
  private static final Duration LOOK = Duration.ofMillis(20);

  /** Set by an account for its own work; none of it is to reach the benchmark's processes. */
  private static final Pattern LEFT_OUT =
      Pattern.compile("(AFTERCLOSE|DATABASE|SPRING|OTEL|JAVA_TOOL|JDK_JAVA)_.*|PG[A-Z]+");

  /**
   * How it went.
   *
   * @param cpuSeconds of all its threads; NaN where the system does not tell
   * @param peakBytes empty where the system does not tell
   */
  record Ended(double seconds, double cpuSeconds, OptionalLong peakBytes, String out) {}

  private MeasuredProcess() {}

  /**
   * Runs a command.
   *
   * @param folder where its output is kept
   * @throws IllegalStateException with what it wrote, when it ends with another code than 0
   * @throws OutOfTimeException when it does not end within the time
   */
  static Ended run(
      List<String> command, Map<String, String> environment, Path folder, Duration longest)
      throws IOException, InterruptedException {
    Path out = folder.resolve("process.out");
    Path err = folder.resolve("process.err");
    ProcessBuilder builder = new ProcessBuilder(command);
    builder.environment().keySet().removeIf(name -> LEFT_OUT.matcher(name).matches());
    builder.environment().putAll(environment);
    builder.redirectOutput(out.toFile()).redirectError(err.toFile());
    long begin = System.nanoTime();
    Process process = builder.start();
    Thread killer = new Thread(process::destroyForcibly);
    Runtime.getRuntime().addShutdownHook(killer);
    try {
      Ended ended = watched(process, begin, longest, out);
      if (process.isAlive()) {
        throw new OutOfTimeException(String.join(" ", command), longest);
      }
      if (process.exitValue() != 0) {
        throw new IllegalStateException(
            "%s: expected to end with 0, found %d%n%s"
                .formatted(
                    String.join(" ", command), process.exitValue(), Files.readString(err, UTF_8)));
      }
      return ended;
    } finally {
      process.destroyForcibly();
      removed(killer);
    }
  }

  private static Ended watched(Process process, long begin, Duration longest, Path out)
      throws InterruptedException, IOException {
    long peak = 0;
    Duration computed = Duration.ZERO;
    boolean ended = false;
    while (!ended && System.nanoTime() - begin < longest.toNanos()) {
      peak = Math.max(peak, ResidentPeak.of(process));
      computed = process.info().totalCpuDuration().orElse(computed);
      ended = process.waitFor(LOOK.toMillis(), TimeUnit.MILLISECONDS);
    }
    return new Ended(
        (System.nanoTime() - begin) / 1e9,
        computed.isZero() ? Double.NaN : computed.toNanos() / 1e9,
        peak > 0 ? OptionalLong.of(peak) : OptionalLong.empty(),
        Files.readString(out, UTF_8));
  }

  private static void removed(Thread hook) {
    try {
      Runtime.getRuntime().removeShutdownHook(hook);
    } catch (IllegalStateException ending) {
      // the hooks run already, this one among them
    }
  }
}
