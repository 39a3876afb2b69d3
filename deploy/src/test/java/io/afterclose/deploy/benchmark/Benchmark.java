package io.afterclose.deploy.benchmark;

import io.afterclose.database.address.PostgresUrl;
import io.afterclose.database.embedded.EmbeddedPostgres;
import java.io.IOException;
import java.nio.file.Path;
import java.sql.SQLException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.Callable;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/** The command {@code deploy/bench}. */
@Command(
    name = "bench",
    usageHelpAutoWidth = true,
    description =
        "Measures both jobs as whole processes, beside the plainest program for the same rows and"
            + " beside a pandas script, on an embedded database of its own, or on the server of"
            + " DATABASE_URL in databases that it makes and removes. There, statements are counted"
            + " for a superuser, where pg_stat_statements is loaded.")
final class Benchmark implements Callable<Integer> {
  private static final List<String> MEASURED =
      List.of(
          "night",
          "night-analyzed",
          "load",
          "backfill",
          "refresh-1",
          "refresh-5",
          "help",
          "nothing");

  /** How the jobs are laid out. */
  private enum Layout {
    BUILD,
    PACKAGE
  }

  private static final String GROWING_NIGHT = "growth-night";
  private static final String GROWING_REFRESH = "growth-refresh";

  @Parameters(
      paramLabel = "SCENARIO",
      description =
          "night, night-analyzed, load, backfill, refresh-1, refresh-5, help, nothing,"
              + " growth-night, growth-refresh; all of them without one")
  private List<String> names = List.of();

  @Mixin private final Sizes sizes = new Sizes();

  @Option(
      names = "--limit",
      defaultValue = "90",
      description =
          "minutes after which no other round begins and running ones are ended"
              + " (${DEFAULT-VALUE})")
  private int limit;

  @Option(
      names = "--java-options",
      defaultValue = "",
      description = "for the jobs' JVMs, as -Xmx256m")
  private String javaOptions = "";

  @Option(
      names = "--layout",
      description =
          "package: as deploy/package lays the jobs out, with the archive of a night; build: as the"
              + " build left them (package on a JVM that has one, else build)")
  private @Nullable Layout layout;

  @Option(names = "--json", description = "file that the results are written to")
  private @Nullable Path json;

  @Option(names = "--help", usageHelp = true, description = "this text")
  @SuppressWarnings("UnusedVariable")
  private boolean help;

  private final Path root;

  private Benchmark(Path root) {
    this.root = root;
  }

  /**
   * @param arguments the checkout's folder, then the command's
   */
  public static void main(String[] arguments) {
    Benchmark benchmark = new Benchmark(Path.of(arguments[0]));
    String[] words = Stream.of(arguments).skip(1).toArray(String[]::new);
    System.exit(
        new CommandLine(benchmark)
            .setCaseInsensitiveEnumValuesAllowed(true)
            .setExecutionExceptionHandler((failure, command, parsed) -> told(failure))
            .execute(words));
  }

  /** One line for what the surroundings are to blame for, with what a job wrote. */
  private static int told(Exception failure) throws Exception {
    if (failure instanceof IllegalStateException || failure instanceof SQLException) {
      System.err.println("bench: " + failure.getMessage());
      return 1;
    }
    throw failure;
  }

  @Override
  public Integer call() throws Exception {
    List<String> chosen =
        names.isEmpty()
            ? Stream.concat(MEASURED.stream(), Stream.of(GROWING_NIGHT, GROWING_REFRESH)).toList()
            : names;
    for (String name : chosen) {
      if (!MEASURED.contains(name) && !List.of(GROWING_NIGHT, GROWING_REFRESH).contains(name)) {
        throw refused("no scenario is called '" + name + "'");
      }
    }
    sizes
        .refusal()
        .ifPresent(
            why -> {
              throw refused(why);
            });
    Leftovers leftovers = new Leftovers();
    Path folder = leftovers.folder();
    BenchmarkServer server = server(folder, leftovers);
    leftovers.add(server);
    Report report = report(chosen, server, folder);
    System.out.print(report.table());
    if (json != null) {
      report.write(json);
    }
    return 0;
  }

  private static CommandLine.ParameterException refused(String why) {
    return new CommandLine.ParameterException(
        new CommandLine(new Benchmark(Path.of(""))), "bench: " + why);
  }

  private static BenchmarkServer server(Path folder, Leftovers leftovers) throws SQLException {
    String url = System.getenv("DATABASE_URL");
    if (url != null && !url.isBlank()) {
      return BenchmarkServer.at(PostgresUrl.parse("DATABASE_URL", url));
    }
    Path home = folder.resolve("home");
    leftovers.add(() -> EmbeddedPostgres.stop(home));
    return BenchmarkServer.embedded(home);
  }

  private Report report(List<String> chosen, BenchmarkServer server, Path folder)
      throws SQLException, IOException, InterruptedException {
    ShippedJobs jobs = ShippedJobs.of(root, folder.resolve("jobs"), packaged());
    Optional<Peer> peer = Peer.find(root, folder);
    if (peer.isEmpty()) {
      System.err.println("bench: the peer is skipped: it needs Python with pandas, and psql");
    }
    Workbench bench =
        new Workbench(server, jobs, peer, folder, javaOptions, Duration.ofMinutes(limit));
    Seeds seeds = new Seeds(server, folder, sizes.sessions());
    List<String> words = Scenarios.night(seeds, sizes.symbols());
    Scenarios scenarios =
        new Scenarios(
            seeds,
            database -> bench.run(database, "symbol-batch", words),
            sizes.symbols(),
            sizes.positions());
    List<Result> results = new ArrayList<>();
    List<Growth> growths = new ArrayList<>();
    for (String name : chosen) {
      try {
        if (!bench.goesOn()) {
          System.err.println("bench: no time is left for " + name);
        } else if (name.startsWith("growth")) {
          growths.add(growth(name, scenarios, bench, seeds));
        } else {
          results.add(told(bench.measure(scenario(name, scenarios), sizes.rounds())));
        }
      } catch (OutOfTimeException late) {
        System.err.println("bench: " + name + " is left out: " + late.getMessage());
      }
    }
    return new Report(surroundings(server, jobs), results, growths);
  }

  private boolean packaged() {
    return layout == null ? ShippedJobs.archived() : layout == Layout.PACKAGE;
  }

  private Scenario scenario(String name, Scenarios scenarios) throws SQLException, IOException {
    return switch (name) {
      case "night" -> scenarios.night(sizes.symbols());
      case "night-analyzed" -> scenarios.nightAnalyzed(sizes.symbols());
      case "load" -> scenarios.load(sizes.symbols());
      case "backfill" -> scenarios.backfill(sizes.symbols());
      case "refresh-1" -> scenarios.refresh(sizes.portfolios(), 1);
      case "refresh-5" -> scenarios.refresh(sizes.portfolios(), 5);
      case "help" -> scenarios.help();
      default -> scenarios.nothing();
    };
  }

  private Growth growth(String name, Scenarios scenarios, Workbench bench, Seeds seeds)
      throws SQLException, IOException, InterruptedException {
    boolean night = name.equals(GROWING_NIGHT);
    List<Result> results = new ArrayList<>();
    int size = (night ? sizes.symbols() : sizes.portfolios()) / 4;
    for (int doubled = 0; doubled <= sizes.doublings() && bench.goesOn(); doubled++) {
      Scenario scenario = night ? scenarios.night(size) : scenarios.refresh(size, 5);
      results.add(told(bench.measure(scenario.jobAlone(), sizes.rounds())));
      seeds.forget(String.valueOf(scenario.seed()));
      size *= 2;
    }
    return new Growth(name, results);
  }

  private static Result told(Result result) {
    System.err.printf(
        "bench: %s %d: %.2f s%n", result.name(), result.size(), result.median(Sample::seconds));
    return result;
  }

  private Map<String, String> surroundings(BenchmarkServer server, ShippedJobs jobs)
      throws SQLException {
    Map<String, String> surroundings = new LinkedHashMap<>();
    surroundings.put("jobs", jobs.describe() + (javaOptions.isEmpty() ? "" : ", " + javaOptions));
    surroundings.put("server", server.describe());
    surroundings.put(
        "machine",
        Runtime.getRuntime().availableProcessors()
            + " processors, "
            + System.getProperty("os.name")
            + " "
            + System.getProperty("os.arch"));
    surroundings.put(
        "market",
        "%d symbols, %d sessions and a new one".formatted(sizes.symbols(), sizes.sessions()));
    return surroundings;
  }
}
