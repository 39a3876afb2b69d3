package io.afterclose.symbolbatch;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import io.afterclose.testkit.CommandRun;
import io.afterclose.testkit.ShortLivedJvm;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;

/** The packaged jar in a process of its own, as cron starts it: no terminal, and a fresh home. */
final class ChildProcess {

  private static final long LONGEST_SECONDS = 120;
  private static final List<String> DATABASE_VARIABLES =
      List.of("DATABASE_URL", "DATABASE_UNPOOLED_URL", "SPRING_DATASOURCE_URL", "PGHOST");

  private final Process process;
  private final Path out;
  private final Path err;

  private ChildProcess(Process process, Path out, Path err) {
    this.process = process;
    this.out = out;
    this.err = err;
  }

  static ChildProcess start(Path home, String... words) {
    return start(home, Map.of(), words);
  }

  /** The same with more environment variables. */
  static ChildProcess start(Path home, Map<String, String> more, String... words) {
    List<String> command = ShortLivedJvm.command();
    command.add("-jar");
    command.add(Path.of("target", "symbol-batch.jar").toAbsolutePath().toString());
    command.addAll(List.of(words));
    try {
      Files.createDirectories(home);
      Path out = Files.createTempFile(home, "out", ".txt");
      Path err = Files.createTempFile(home, "err", ".txt");
      ProcessBuilder builder = new ProcessBuilder(command);
      builder.environment().keySet().removeAll(DATABASE_VARIABLES);
      builder.environment().put("AFTERCLOSE_HOME", home.toString());
      builder.environment().putAll(more);
      builder.redirectOutput(out.toFile()).redirectError(err.toFile());
      return new ChildProcess(builder.start(), out, err);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /** Waits for its end; a process that takes too long is killed and fails the test. */
  CommandRun answer() throws InterruptedException {
    if (!process.waitFor(LONGEST_SECONDS, TimeUnit.SECONDS)) {
      kill();
      throw new AssertionError("no end after " + LONGEST_SECONDS + " s; its log: " + text(err));
    }
    return new CommandRun(process.exitValue(), text(out), "", text(err));
  }

  /** Waits until its log holds a text; false when it ended before. */
  boolean awaitLog(String text) throws InterruptedException {
    while (process.isAlive()) {
      if (text(err).contains(text)) {
        return true;
      }
      process.waitFor(5, TimeUnit.MILLISECONDS);
    }
    return false;
  }

  /** As kill -9. */
  void kill() throws InterruptedException {
    process.destroyForcibly();
    assertThat(process.waitFor(LONGEST_SECONDS, TimeUnit.SECONDS)).isTrue();
  }

  /** As kill. */
  void terminate() {
    process.destroy();
  }

  private static String text(Path file) {
    try {
      return Files.readString(file, UTF_8);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
