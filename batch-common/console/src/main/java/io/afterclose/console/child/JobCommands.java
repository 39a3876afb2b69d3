package io.afterclose.console.child;

import static java.nio.charset.StandardCharsets.UTF_8;

import io.afterclose.console.problem.ProblemException;
import io.afterclose.console.problem.ProblemKind;
import io.afterclose.run.name.JobName;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.Semaphore;
import java.util.concurrent.TimeUnit;

/**
 * Asks a job's program and waits for its answer: plans and explanations are the job's own, made by
 * the code that would do the work. At most two are asked at once.
 */
public final class JobCommands {

  private static final int AT_ONCE = 2;
  private static final Duration TURN = Duration.ofSeconds(10);
  private static final Duration LONGEST = Duration.ofSeconds(60);
  private static final int MOST_OUTPUT = 32 << 20;
  private static final int LAST_LINES = 200;

  private final JobPrograms programs;
  private final Map<String, String> environment;
  private final Semaphore turns = new Semaphore(AT_ONCE, true);

  /**
   * @param console the console's environment, of which a job gets what it reads
   */
  public JobCommands(JobPrograms programs, Map<String, String> console) {
    this.programs = programs;
    this.environment = ChildEnvironment.of(console);
  }

  /** Where the programs are. */
  public JobPrograms programs() {
    return programs;
  }

  /**
   * The command line of a job.
   *
   * @throws ProblemException where its program is missing
   */
  public List<String> line(JobName job, List<String> words) {
    List<String> line = new ArrayList<>();
    line.add(
        programs
            .of(job)
            .orElseThrow(
                () ->
                    new ProblemException(
                        ProblemKind.NOT_READY, programs.missing(job).orElseThrow()))
            .toString());
    line.addAll(words);
    return line;
  }

  /** The environment of a job, changed as a caller likes. */
  public Map<String, String> environment() {
    return new HashMap<>(environment);
  }

  /**
   * Runs a command to its end.
   *
   * @param words each a value of its own; no shell reads them
   * @throws ProblemException when others are in the way for too long, or it does not end
   */
  public ChildAnswer ask(JobName job, List<String> words) {
    List<String> line = line(job, words);
    try {
      if (!turns.tryAcquire(TURN.toMillis(), TimeUnit.MILLISECONDS)) {
        throw new ProblemException(
            ProblemKind.BUSY, AT_ONCE + " commands of jobs are asked already; try again");
      }
      try {
        return answer(line);
      } finally {
        turns.release();
      }
    } catch (IOException failed) {
      throw new UncheckedIOException(failed);
    } catch (InterruptedException ended) {
      Thread.currentThread().interrupt();
      throw new ProblemException(ProblemKind.TEMPORARY, "the console is ending");
    }
  }

  /** Both streams go to files: a pipe that nobody empties would stop the process. */
  private ChildAnswer answer(List<String> line) throws IOException, InterruptedException {
    Path out = Files.createTempFile("afterclose-console", ".out");
    Path err = Files.createTempFile("afterclose-console", ".err");
    try {
      ProcessBuilder builder = new ProcessBuilder(line);
      builder.environment().clear();
      builder.environment().putAll(environment);
      builder.redirectOutput(out.toFile()).redirectError(err.toFile());
      Process process = builder.start();
      process.getOutputStream().close();
      if (!process.waitFor(LONGEST.toMillis(), TimeUnit.MILLISECONDS)) {
        process.destroyForcibly();
        throw new ProblemException(
            ProblemKind.TEMPORARY,
            "the job's command did not end within %d s".formatted(LONGEST.toSeconds()));
      }
      return new ChildAnswer(process.exitValue(), read(out), lastLines(read(err)));
    } finally {
      Files.deleteIfExists(out);
      Files.deleteIfExists(err);
    }
  }

  private static String read(Path file) throws IOException {
    try (InputStream input = Files.newInputStream(file)) {
      return new String(input.readNBytes(MOST_OUTPUT), UTF_8);
    }
  }

  private static String lastLines(String text) {
    List<String> lines = text.lines().filter(line -> !line.isBlank()).toList();
    return String.join("\n", lines.subList(Math.max(0, lines.size() - LAST_LINES), lines.size()));
  }
}
