package io.afterclose.run.launch;

import static java.nio.charset.StandardCharsets.UTF_8;

import io.afterclose.run.JobName;
import java.io.IOException;
import java.io.InputStream;
import java.io.PrintStream;
import java.io.UncheckedIOException;

/**
 * Answers a lone {@code --help} or {@code --version} from what was written down at the build: the
 * answer is there before the command line itself would be. A job's text is its resource {@code
 * /help/<job>.txt}; its test compares it with what the command line prints.
 */
public final class WrittenHelp {

  private WrittenHelp() {}

  /** Prints the answer, if the arguments ask for no more than that. */
  public static boolean answered(JobName job, PrintStream out, String... arguments) {
    if (arguments.length != 1) {
      return false;
    }
    switch (arguments[0]) {
      case "--help", "-h" -> out.print(text(job));
      case "--version", "-V" -> out.println("afterclose " + Version.text());
      default -> {
        return false;
      }
    }
    out.flush();
    return true;
  }

  /** The help text of a job's command line, as it was written down. */
  public static String text(JobName job) {
    String name = "/help/" + job.text() + ".txt";
    try (InputStream resource = WrittenHelp.class.getResourceAsStream(name)) {
      if (resource == null) {
        throw new IllegalStateException("the build left out " + name);
      }
      return new String(resource.readAllBytes(), UTF_8);
    } catch (IOException unreadable) {
      throw new UncheckedIOException(unreadable);
    }
  }
}
