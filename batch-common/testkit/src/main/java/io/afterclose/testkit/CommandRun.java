package io.afterclose.testkit;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import java.io.ByteArrayOutputStream;
import java.io.PrintStream;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.util.List;

/**
 * How a command ended.
 *
 * @param out its result
 * @param err its messages
 * @param log what was logged meanwhile; empty where that was not captured
 */
public record CommandRun(int exitCode, String out, String err, String log) {

  /** A command line in this process. */
  @FunctionalInterface
  public interface Invocation {

    /** Runs it to its end; gives its exit code. */
    int execute(PrintWriter out, PrintWriter err);
  }

  /** Runs a command. */
  public static CommandRun of(Invocation command) {
    StringWriter out = new StringWriter();
    StringWriter err = new StringWriter();
    int exitCode = command.execute(new PrintWriter(out, true), new PrintWriter(err, true));
    return new CommandRun(exitCode, out.toString(), err.toString(), "");
  }

  /** The same; the log is what reaches the standard error stream meanwhile. */
  public static CommandRun withLog(Invocation command) {
    ByteArrayOutputStream log = new ByteArrayOutputStream();
    PrintStream before = System.err;
    System.setErr(new PrintStream(log, true, UTF_8));
    try {
      CommandRun run = of(command);
      return new CommandRun(run.exitCode, run.out, run.err, log.toString(UTF_8));
    } finally {
      System.setErr(before);
    }
  }

  /** The same, once its exit code was the expected one. */
  public CommandRun hasExitCode(int expected) {
    assertThat(exitCode)
        .as("exit code; out: %s; err: %s; log: %s", out, err, log)
        .isEqualTo(expected);
    return this;
  }

  /** The one line that it was refused with. */
  public String refusal() {
    assertThat(out).isEmpty();
    assertThat(err.lines()).hasSize(1);
    return err;
  }

  /** The lines of its result. */
  public List<String> lines() {
    return out.lines().toList();
  }

  /** The lines of the log that hold a text. */
  public List<String> logged(String text) {
    return log.lines().filter(line -> line.contains(text)).toList();
  }

  /** All that a person could have read. */
  public String everything() {
    return out + err + log;
  }
}
