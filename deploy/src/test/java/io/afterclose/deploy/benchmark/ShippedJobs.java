package io.afterclose.deploy.benchmark;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;

/** The commands of both jobs as they are shipped: libraries apart, started from an archive. */
final class ShippedJobs {
  private static final int FIRST_WITH_ARCHIVE = 25;
  private static final Duration LONGEST = Duration.ofMinutes(10);

  private final Path root;
  private final Path folder;
  private final boolean packaged;

  private ShippedJobs(Path root, Path folder, boolean packaged) {
    this.root = root;
    this.folder = folder;
    this.packaged = packaged;
  }

  /**
   * Makes them ready.
   *
   * @param root of the checkout
   * @param folder for what is laid out
   * @param packaged by deploy/package; else as the build left them
   */
  static ShippedJobs of(Path root, Path folder, boolean packaged)
      throws IOException, InterruptedException {
    ShippedJobs jobs = new ShippedJobs(root, folder, packaged);
    if (packaged) {
      jobs.lay("symbol-batch");
      jobs.lay("portfolio-refresh");
    }
    return jobs;
  }

  /** Whether deploy/package makes an archive of a night on this JVM. */
  static boolean archived() {
    return Runtime.version().feature() >= FIRST_WITH_ARCHIVE;
  }

  private void lay(String job) throws IOException, InterruptedException {
    Path script = root.resolve("deploy").resolve("package");
    MeasuredProcess.run(
        List.of("bash", script.toString(), job, folder.resolve(job).toString()),
        environment(),
        Files.createDirectories(folder),
        LONGEST);
  }

  /**
   * The Java that measures is the one that is measured. Bound and peer make snapshots and no
   * figures, so the refresh does the same.
   */
  static Map<String, String> environment() {
    return Map.of("JAVA_HOME", System.getProperty("java.home"), "AFTERCLOSE_ANALYTICS", "off");
  }

  List<String> command(String job, String... words) {
    Path bin = packaged ? folder.resolve(job).resolve("bin") : root.resolve("deploy/bin");
    List<String> command = new ArrayList<>(List.of(bin.resolve(job).toString()));
    command.addAll(Arrays.asList(words));
    return command;
  }

  String describe() {
    return "Java %s, %s"
        .formatted(
            Runtime.version(), packaged ? "as deploy/package lays it out" : "as the build left it");
  }
}
