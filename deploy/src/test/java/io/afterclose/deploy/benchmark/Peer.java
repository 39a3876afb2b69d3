package io.afterclose.deploy.benchmark;

import io.afterclose.database.address.PostgresUrl;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** The script that a capable user would write: pandas and numpy over psql's COPY. */
final class Peer {
  private static final Duration SOON = Duration.ofMinutes(1);
  private static final List<String> PYTHONS = List.of("python3", "/usr/bin/python3");

  private final String python;
  private final Path script;
  private final Path folder;

  private Peer(String python, Path script, Path folder) {
    this.python = python;
    this.script = script;
    this.folder = folder;
  }

  /** Seconds of its work, which it tells itself, and of its process. */
  record Ended(double seconds, double processSeconds) {}

  /** Empty where no Python has pandas, or where there is no psql. */
  static Optional<Peer> find(Path root, Path folder) throws InterruptedException {
    for (String python : PYTHONS) {
      try {
        MeasuredProcess.run(List.of(python, "-c", "import numpy, pandas"), Map.of(), folder, SOON);
        MeasuredProcess.run(List.of("psql", "--version"), Map.of(), folder, SOON);
        return Optional.of(new Peer(python, root.resolve("deploy/benchmark/peer.py"), folder));
      } catch (IOException | IllegalStateException absent) {
        // the next one may have it
      }
    }
    return Optional.empty();
  }

  Ended run(List<String> words, PostgresUrl url, Duration longest)
      throws IOException, InterruptedException {
    List<String> command = new ArrayList<>(List.of(python, script.toString()));
    command.addAll(words);
    // psql knows libpq's parameters only, and the address has the driver's behind its question mark
    String address = url.textWithPassword().replaceFirst("\\?.*", "");
    MeasuredProcess.Ended ended =
        MeasuredProcess.run(command, Map.of("BENCHMARK_DATABASE", address), folder, longest);
    return new Ended(Double.parseDouble(ended.out().strip()), ended.seconds());
  }
}
