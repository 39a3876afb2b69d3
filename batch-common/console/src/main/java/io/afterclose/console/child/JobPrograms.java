package io.afterclose.console.child;

import io.afterclose.run.name.JobName;
import java.io.File;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * Where the jobs' programs are. Without them the console reads, and offers nothing that needs them.
 */
public final class JobPrograms {

  private final Map<JobName, Path> programs;

  private JobPrograms(Map<JobName, Path> programs) {
    this.programs = new EnumMap<>(JobName.class);
    this.programs.putAll(programs);
  }

  /** These, whether they are there or not. */
  public static JobPrograms of(Map<JobName, Path> programs) {
    return new JobPrograms(programs);
  }

  /**
   * Those beside the console: {@code deploy/bin/JOB} of a checkout, or {@code JOB/bin/JOB} where a
   * package laid them out.
   *
   * @param jar of the console
   * @param chosen those that the command line names
   */
  public static JobPrograms beside(Path jar, Map<JobName, Path> chosen) {
    Map<JobName, Path> found = new EnumMap<>(JobName.class);
    for (JobName job : JobName.values()) {
      Path given = chosen.get(job);
      if (given != null) {
        found.put(job, given);
      } else {
        search(jar.toAbsolutePath(), job).ifPresent(path -> found.put(job, path));
      }
    }
    return new JobPrograms(found);
  }

  /** Those beside the program that runs now. */
  public static JobPrograms besideThis(Map<JobName, Path> chosen) {
    String jar = System.getProperty("java.class.path", "").split(File.pathSeparator, -1)[0];
    return beside(Path.of(jar), chosen);
  }

  private static Optional<Path> search(Path from, JobName job) {
    for (Path folder = from.getParent(); folder != null; folder = folder.getParent()) {
      for (Path place : List.of(Path.of("deploy/bin"), Path.of(job.text(), "bin"))) {
        Path program = folder.resolve(place).resolve(job.text());
        if (Files.isExecutable(program)) {
          return Optional.of(program);
        }
      }
    }
    return Optional.empty();
  }

  /** The program of a job; empty where there is none. */
  public Optional<Path> of(JobName job) {
    return Optional.ofNullable(programs.get(job)).filter(Files::isExecutable);
  }

  /** Why a job cannot be started from here; empty where it can. */
  public Optional<String> missing(JobName job) {
    return of(job).isPresent()
        ? Optional.empty()
        : Optional.of(
            "the program of %s is not on the console's machine%s"
                .formatted(
                    job.text(),
                    programs.containsKey(job)
                        ? ": " + programs.get(job)
                        : "; serve --" + job.text() + " names it"));
  }
}
