package io.afterclose.testkit.drill;

import static java.nio.charset.StandardCharsets.UTF_8;

import io.afterclose.testkit.ShortLivedJvm;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;

/**
 * A job as {@code deploy/bin} starts it, from the build's {@code app} folder and its class archive,
 * in a process of its own, as from a timer: no terminal, its streams in files, and no variable of
 * this environment that leads to a database.
 */
public final class JarProcess implements AutoCloseable {

  private static final long LONGEST_SECONDS = 300;
  private static final Path HERE = Path.of("");

  /** As the launcher says it, and little memory. */
  private static final List<String> OPTIONS =
      List.of("-Xmx256m", "-Xlog:disable", "-Xlog:all=error:stderr");

  private static final List<String> FOREIGN =
      List.of("DATABASE_", "PG", "SPRING_", "AFTERCLOSE_", "OTEL_", "JAVA_TOOL_OPTIONS");

  /**
   * How it ended.
   *
   * @param exitCode 128 and the signal's number where a signal ended it
   */
  public record Ended(int exitCode, String out, String err) {

    /** The same end, once its exit code was one of the expected ones. */
    public Ended with(Integer... expected) {
      if (!List.of(expected).contains(exitCode)) {
        throw new AssertionError(
            "exit code %s was expected, found %d; out: %s; err: %s"
                .formatted(List.of(expected), exitCode, out, err));
      }
      return this;
    }

    /** The lines of its log that hold a text. */
    public List<String> logged(String text) {
      return err.lines().filter(line -> line.contains(text)).toList();
    }
  }

  private final Process process;
  private final Path out;
  private final Path err;

  private JarProcess(Process process, Path out, Path err) {
    this.process = process;
    this.out = out;
    this.err = err;
  }

  /**
   * Starts a job of this module.
   *
   * @param environment in addition to what this process has
   */
  public static JarProcess start(String job, Map<String, String> environment, String... arguments) {
    return start(job, environment, List.of(), arguments);
  }

  /** Starts a job of a module whose folder is given. */
  public static JarProcess startIn(
      Path module, String job, Map<String, String> environment, String... arguments) {
    return start(module, job, temporary(".err"), environment, List.of(), arguments);
  }

  /** The same with more options of the JVM. */
  public static JarProcess start(
      String job, Map<String, String> environment, List<String> options, String... arguments) {
    return start(HERE, job, temporary(".err"), environment, options, arguments);
  }

  /** The same with its log in a place of the caller's, which is not read here. */
  static JarProcess logging(
      String job, Path log, Map<String, String> environment, String... arguments) {
    return start(HERE, job, log, environment, List.of(), arguments);
  }

  private static JarProcess start(
      Path module,
      String job,
      Path err,
      Map<String, String> environment,
      List<String> options,
      String... arguments) {
    List<String> command = ShortLivedJvm.command();
    command.addAll(OPTIONS);
    command.addAll(options);
    Path app = module.resolve("target").resolve("app").toAbsolutePath().normalize();
    command.add("-XX:SharedArchiveFile=" + app.resolve(job + ".jsa"));
    command.addAll(List.of("-jar", app.resolve(job + ".jar").toString()));
    command.addAll(List.of(arguments));
    try {
      Path out = temporary(".out");
      ProcessBuilder builder = new ProcessBuilder(command);
      builder.environment().keySet().removeIf(name -> FOREIGN.stream().anyMatch(name::startsWith));
      builder.environment().putAll(environment);
      builder.redirectOutput(out.toFile()).redirectError(err.toFile());
      return new JarProcess(builder.start(), out, err);
    } catch (IOException unstartable) {
      throw new UncheckedIOException(unstartable);
    }
  }

  private static Path temporary(String suffix) {
    try {
      Path file = Files.createTempFile(Path.of("target"), "jar", suffix);
      file.toFile().deleteOnExit();
      return file;
    } catch (IOException unwritable) {
      throw new UncheckedIOException(unwritable);
    }
  }

  /** Waits for its end; one that takes five minutes is killed, and an error. */
  public Ended ended() throws InterruptedException {
    if (!process.waitFor(LONGEST_SECONDS, TimeUnit.SECONDS)) {
      kill();
      throw new AssertionError("no end after " + LONGEST_SECONDS + " s; its log: " + text(err));
    }
    return new Ended(process.exitValue(), text(out), text(err));
  }

  /** Waits until its log holds a text; false when it ended before. */
  public boolean awaitLog(String text) throws InterruptedException {
    while (process.isAlive()) {
      if (text(err).contains(text)) {
        return true;
      }
      process.waitFor(5, TimeUnit.MILLISECONDS);
    }
    return text(err).contains(text);
  }

  /** Whether a text is in its results until now. */
  public boolean said(String text) {
    return text(out).contains(text);
  }

  public boolean alive() {
    return process.isAlive();
  }

  public long pid() {
    return process.pid();
  }

  /** SIGKILL, and waits until it is gone. */
  public void kill() {
    process.destroyForcibly();
    try {
      process.waitFor();
    } catch (InterruptedException interrupted) {
      Thread.currentThread().interrupt();
    }
  }

  /** SIGTERM. */
  public void terminate() {
    process.destroy();
  }

  /** SIGINT, as a person gives it with Ctrl-C. */
  public void interrupt() {
    signal("INT");
  }

  /** SIGSTOP: it does nothing at all until it is woken. */
  public void pause() {
    signal("STOP");
  }

  /** SIGCONT. */
  public void wake() {
    signal("CONT");
  }

  private void signal(String name) {
    try {
      int code = new ProcessBuilder("kill", "-" + name, String.valueOf(pid())).start().waitFor();
      if (code != 0) {
        throw new AssertionError("kill -" + name + " " + pid() + " ended with " + code);
      }
    } catch (IOException unstartable) {
      throw new UncheckedIOException(unstartable);
    } catch (InterruptedException interrupted) {
      Thread.currentThread().interrupt();
    }
  }

  private static String text(Path file) {
    if (!Files.isRegularFile(file)) {
      return "";
    }
    try {
      return Files.readString(file, UTF_8);
    } catch (IOException unreadable) {
      throw new UncheckedIOException(unreadable);
    }
  }

  /** Nothing of it is left, also after a drill that failed half-way. */
  @Override
  public void close() {
    kill();
    Stream.of(out, err).filter(Files::isRegularFile).forEach(JarProcess::delete);
  }

  private static void delete(Path file) {
    try {
      Files.deleteIfExists(file);
    } catch (IOException undeletable) {
      throw new UncheckedIOException(undeletable);
    }
  }
}
