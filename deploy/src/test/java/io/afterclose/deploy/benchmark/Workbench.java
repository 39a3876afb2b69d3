package io.afterclose.deploy.benchmark;

import java.io.IOException;
import java.nio.file.Path;
import java.sql.SQLException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalLong;
import org.jspecify.annotations.Nullable;

/**
 * Runs a scenario round by round. In a round the job, the bound and the peer each begin with a copy
 * of the same seed, one after the other, the next round in the other order, so that other work on
 * the machine hits all of them.
 */
final class Workbench {
  private static final String JOB = "job";
  private static final String BOUND = "bound";
  private static final String PEER = "peer";
  private static final String STEPS =
      """
      select step_name || '=' || round(sum(extract(epoch from end_time - start_time)), 3)
      from batch_step_execution where job_execution_id > %d
      group by step_name having sum(extract(epoch from end_time - start_time)) is not null
      """;
  private static final String JOB_SECONDS =
      """
      select extract(epoch from max(end_time) - min(start_time))
      from batch_job_execution where job_execution_id > %d
      """;

  private final BenchmarkServer server;
  private final ShippedJobs jobs;
  private final Optional<Peer> peer;
  private final Path folder;
  private final String javaOptions;
  private final long end;

  /**
   * @param folder for files
   * @param javaOptions for the jobs' JVMs; empty for those that they are shipped with
   * @param limit of the whole benchmark
   */
  Workbench(
      BenchmarkServer server,
      ShippedJobs jobs,
      Optional<Peer> peer,
      Path folder,
      String javaOptions,
      Duration limit) {
    this.server = server;
    this.jobs = jobs;
    this.peer = peer;
    this.folder = folder;
    this.javaOptions = javaOptions;
    this.end = System.nanoTime() + limit.toNanos();
  }

  /** Whether time is left. */
  boolean goesOn() {
    return System.nanoTime() < end;
  }

  private Duration left() {
    return Duration.ofNanos(Math.max(1, end - System.nanoTime()));
  }

  /** One command on a database as it is, unmeasured. */
  void run(String database, String job, List<String> words) {
    try {
      process(database, job, words);
    } catch (IOException e) {
      throw new IllegalStateException(job + " on " + database, e);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new IllegalStateException(job + " on " + database, e);
    }
  }

  private MeasuredProcess.Ended process(@Nullable String database, String job, List<String> words)
      throws IOException, InterruptedException {
    Map<String, String> environment = new HashMap<>(ShippedJobs.environment());
    environment.put("AFTERCLOSE_HOME", folder.resolve("unused").toString());
    if (database != null) {
      environment.put("DATABASE_URL", server.url(database).textWithPassword());
    }
    if (!javaOptions.isEmpty()) {
      environment.put("JDK_JAVA_OPTIONS", javaOptions);
    }
    return MeasuredProcess.run(
        jobs.command(job, words.toArray(String[]::new)), environment, folder, left());
  }

  /**
   * So many rounds, or as many as there is time for, at least one.
   *
   * @throws IllegalStateException if the peer's or the bound's rows are not the job's
   */
  Result measure(Scenario scenario, int rounds)
      throws SQLException, IOException, InterruptedException {
    List<Sample> samples = new ArrayList<>();
    long rows = 0;
    for (int round = 0; round < rounds && (round == 0 || goesOn()); round++) {
      boolean jobFirst = round % 2 == 0;
      double bound = jobFirst ? Double.NaN : bound(scenario);
      Peer.Ended beside = jobFirst ? new Peer.Ended(0, 0) : peer(scenario);
      Sample sample = job(scenario);
      if (round == 0) {
        rows = keep(scenario);
      }
      if (jobFirst) {
        bound = bound(scenario);
        beside = peer(scenario);
      }
      agree(scenario);
      samples.add(with(sample, bound, beside));
    }
    Bound.forget(scenario.written(), folder);
    for (String database : List.of(JOB, BOUND, PEER)) {
      server.drop(database);
    }
    return new Result(scenario.name(), scenario.size(), rows, samples);
  }

  private Sample job(Scenario scenario) throws SQLException, IOException, InterruptedException {
    if (scenario.seed() == null) {
      MeasuredProcess.Ended ended = process(null, scenario.job(), scenario.words());
      return sample(ended, Double.NaN, Map.of(), OptionalLong.empty());
    }
    long before = begin(scenario, JOB);
    long counted = server.statements(JOB).orElse(0);
    MeasuredProcess.Ended ended = process(JOB, scenario.job(), scenario.words());
    OptionalLong statements = server.statements(JOB);
    try (BenchmarkDatabase database = server.open(JOB)) {
      Map<String, Double> steps = new HashMap<>();
      for (String step : database.texts(STEPS.formatted(before))) {
        String[] parts = step.split("=", 2);
        steps.put(parts[0].replaceFirst(":.*", ""), Double.valueOf(parts[1]));
      }
      return sample(
          ended,
          database.numbers(JOB_SECONDS.formatted(before)).get(0),
          steps,
          statements.isPresent()
              ? OptionalLong.of(statements.getAsLong() - counted)
              : OptionalLong.empty());
    }
  }

  /** Makes the copy. @return the newest execution in it, 0 for none */
  private long begin(Scenario scenario, String database) throws SQLException {
    server.copy(database, String.valueOf(scenario.seed()));
    try (BenchmarkDatabase copy = server.open(database)) {
      if (!scenario.prepare().isEmpty()) {
        copy.execute(scenario.prepare());
      }
      return (long)
          copy.number("select coalesce(max(job_execution_id), 0) from batch_job_execution");
    }
  }

  private static Sample sample(
      MeasuredProcess.Ended ended,
      double jobSeconds,
      Map<String, Double> steps,
      OptionalLong statements) {
    return new Sample(
        ended.seconds(),
        ended.cpuSeconds(),
        jobSeconds,
        Map.copyOf(steps),
        ended.peakBytes(),
        statements,
        Double.NaN,
        Double.NaN,
        Double.NaN);
  }

  private static Sample with(Sample sample, double bound, Peer.Ended peer) {
    return new Sample(
        sample.seconds(),
        sample.cpuSeconds(),
        sample.jobSeconds(),
        sample.steps(),
        sample.peakBytes(),
        sample.statements(),
        bound,
        peer.seconds(),
        peer.processSeconds());
  }

  private long keep(Scenario scenario) throws SQLException, IOException {
    if (scenario.seed() == null) {
      return 0;
    }
    try (BenchmarkDatabase database = server.open(JOB)) {
      return Bound.keep(database, scenario.written(), folder);
    }
  }

  private double bound(Scenario scenario) throws SQLException, IOException {
    if (scenario.bound() instanceof Bound.None) {
      return Double.NaN;
    }
    long unused = begin(scenario, BOUND);
    try (BenchmarkDatabase database = server.open(BOUND)) {
      return scenario.bound().seconds(database, scenario.written(), folder);
    }
  }

  private Peer.Ended peer(Scenario scenario)
      throws SQLException, IOException, InterruptedException {
    if (scenario.peer().isEmpty() || peer.isEmpty()) {
      return new Peer.Ended(Double.NaN, Double.NaN);
    }
    long unused = begin(scenario, PEER);
    return peer.get().run(scenario.peer(), server.url(PEER), left());
  }

  private void agree(Scenario scenario) throws SQLException {
    Agreement agreement = scenario.agreement();
    if (agreement == null) {
      return;
    }
    List<Double> made = numbers(JOB, agreement);
    if (scenario.bound() instanceof Bound.Statements) {
      agreement.require(scenario.name(), BOUND, made, numbers(BOUND, agreement));
    }
    if (peer.isPresent() && !scenario.peer().isEmpty()) {
      agreement.require(scenario.name(), PEER, made, numbers(PEER, agreement));
    }
  }

  private List<Double> numbers(String database, Agreement agreement) throws SQLException {
    try (BenchmarkDatabase opened = server.open(database)) {
      return opened.numbers(agreement.query());
    }
  }
}
