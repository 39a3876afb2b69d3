package io.afterclose.cli.help;

import static java.nio.charset.StandardCharsets.UTF_8;

import io.afterclose.run.execution.Version;
import io.afterclose.run.name.JobName;
import java.io.IOException;
import java.io.InputStream;
import java.io.PrintStream;
import java.io.UncheckedIOException;
import java.util.List;
import java.util.Optional;

/**
 * Answers {@code --help} of the job or of one of its commands, or a lone {@code --version}, from
 * what was written down at the build: the answer is there before the command line itself would be.
 * A job's text is its resource {@code /help/<job>.txt}, a command's {@code
 * /help/<job>/<command>.txt}, words joined by a dash; its test compares them with what the command
 * line prints.
 */
public final class StaticHelp {

  private StaticHelp() {}

  /** Prints the stored help, if the arguments request no more than that. */
  public static boolean answered(JobName job, PrintStream out, String... arguments) {
    if (arguments.length == 0) {
      return printed(out, Optional.of(text(job)));
    }
    List<String> command = List.of(arguments).subList(0, arguments.length - 1);
    switch (arguments[arguments.length - 1]) {
      case "--help", "-h" -> {
        return printed(out, command.isEmpty() ? Optional.of(text(job)) : text(job, command));
      }
      case "--version", "-V" -> {
        return printed(
            out,
            command.isEmpty()
                ? Optional.of("afterclose " + Version.text() + System.lineSeparator())
                : Optional.empty());
      }
      default -> {
        return false;
      }
    }
  }

  private static boolean printed(PrintStream out, Optional<String> answer) {
    answer.ifPresent(out::print);
    out.flush();
    return answer.isPresent();
  }

  /** The help text of a job's command line, as it was written down. */
  public static String text(JobName job) {
    String name = "/help/" + job.text() + ".txt";
    return read(name).orElseThrow(() -> new IllegalStateException("the build left out " + name));
  }

  /**
   * The help text of one of its commands.
   *
   * @param command its words, as {@code config}, {@code show}; empty for what is no command
   */
  static Optional<String> text(JobName job, List<String> command) {
    return command.stream().allMatch(word -> word.matches("[a-z]+"))
        ? read("/help/" + job.text() + "/" + String.join("-", command) + ".txt")
        : Optional.empty();
  }

  private static Optional<String> read(String name) {
    try (InputStream resource = StaticHelp.class.getResourceAsStream(name)) {
      return resource == null
          ? Optional.empty()
          : Optional.of(new String(resource.readAllBytes(), UTF_8));
    } catch (IOException unreadable) {
      throw new UncheckedIOException(unreadable);
    }
  }
}
