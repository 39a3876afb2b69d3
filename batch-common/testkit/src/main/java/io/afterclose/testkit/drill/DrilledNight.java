package io.afterclose.testkit.drill;

import static org.assertj.core.api.Assertions.assertThat;

import io.afterclose.testkit.drill.FaultPoint.Moment;
import io.afterclose.testkit.drill.JarProcess.Ended;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.stream.Stream;

/**
 * A night that is disturbed in rounds, each on a copy of a prepared database, with real processes.
 * After each round the data are those of an undisturbed night, byte for byte, the date is complete
 * once, nothing is left open, and no two wrote at once.
 */
public final class DrilledNight {

  /** Heartbeats are fast, so that a process that is silent for a second is dead. */
  static final Map<String, String> FAST_HEART = Map.of("AFTERCLOSE_HEARTBEAT", "200ms");

  private final Night night;
  private final Drills drills;
  private final Map<String, DrillDatabase> prepared = new HashMap<>();
  private Undisturbed undisturbed = new Undisturbed("", List.of());

  DrilledNight(Night night, Drills drills) {
    this.night = night;
    this.drills = drills;
  }

  /**
   * A night without trouble.
   *
   * @param statements of its process, in their order
   */
  private record Undisturbed(String dump, List<String> statements) {}

  /** What is done in a round, with a database of its own and a wire to it. */
  @FunctionalInterface
  interface Disturbance {
    void happen(Round round, DrillDatabase database, PostgresProxy wire) throws Exception;
  }

  String job() {
    return night.job();
  }

  String date() {
    return night.date();
  }

  /** Rounds that each begin before the night, and after which all is in order. */
  void drill(String name, String numbers, int few, int full, Disturbance disturbance)
      throws Exception {
    rounds(
        name,
        numbers,
        few,
        full,
        (round, database, wire) -> {
          disturbance.happen(round, database, wire);
          inOrder(database);
        });
  }

  /** The same, where the disturbance itself looks after the order. */
  void rounds(String name, String numbers, int few, int full, Disturbance disturbance)
      throws Exception {
    drills.run(
        job() + ": " + name,
        numbers,
        few,
        full,
        round -> {
          Undisturbed unused = undisturbed();
          try (DrillDatabase database = inState("fresh");
              PostgresProxy wire = PostgresProxy.before(database.url())) {
            disturbance.happen(round, database, wire);
          }
        });
  }

  void inOrder(DrillDatabase database) throws Exception {
    assertThat(database.dump()).isEqualTo(undisturbed().dump());
    assertThat(executions(database, "status = 'COMPLETED'")).isEqualTo(1);
    assertThat(executions(database, "end_time is null")).isZero();
    assertThat(database.texts("select run_id from job_runs where ended_at is null")).isEmpty();
    assertThat(new HashSet<>(database.writers())).hasSameSizeAs(database.writers());
  }

  /** How many executions of the job a condition holds for. */
  long executions(DrillDatabase database, String which) {
    return database
        .texts(
            "select e.job_execution_id from batch_job_execution e"
                + " join batch_job_instance i using (job_instance_id)"
                + " where i.job_name = '%s' and e.%s".formatted(job(), which))
        .size();
  }

  private synchronized Undisturbed undisturbed() throws Exception {
    if (undisturbed.statements().isEmpty()) {
      try (DrillDatabase database = inState("fresh");
          PostgresProxy wire = PostgresProxy.before(database.url());
          JarProcess process = start(database, wire, "undisturbed")) {
        process.ended().with(0);
        undisturbed = new Undisturbed(database.dump(), wire.statements());
      }
    }
    return undisturbed;
  }

  /** A copy of the prepared database before the night. */
  public DrillDatabase fresh() throws Exception {
    return inState("fresh");
  }

  /** A copy of the prepared database before the night, or after one that failed or was stopped. */
  DrillDatabase inState(String state) throws Exception {
    if (!prepared.containsKey(state)) {
      prepared.put(state, made(state));
    }
    return Objects.requireNonNull(prepared.get(state)).copy();
  }

  private DrillDatabase made(String state) throws Exception {
    if (state.equals("fresh")) {
      DrillDatabase fresh = drills.emptyDatabase();
      night.prepare(fresh);
      return fresh;
    }
    DrillDatabase made = inState("fresh");
    if (state.equals("failed")) {
      faults(made).always("P0001");
      run(made, "broken").ended().with(1);
      faults(made).mend();
    } else {
      try (PostgresProxy wire = PostgresProxy.before(made.url());
          JarProcess stopped = start(made, wire, "stopped")) {
        Waiting.atPoint(
            wire, stopped, FaultPoint.statement(middle(), Moment.BEFORE), stopped::terminate);
        stopped.ended().with(143);
      }
    }
    return made;
  }

  /** What can be made to go wrong in a database of the night. */
  SqlFaults faults(DrillDatabase database) {
    return SqlFaults.ofInserts(database, night.brokenTables());
  }

  /** Anywhere in the life of a night's process, each round in its own stretch. */
  FaultPoint point(Round round) throws Exception {
    int all = undisturbed().statements().size() - 6;
    return FaultPoint.statement(
        round.pointUpTo(all), round.random().nextBoolean() ? Moment.BEFORE : Moment.AFTER);
  }

  /** Between the job's first step and its last. */
  FaultPoint midway(Round round) throws Exception {
    int first = firstStep();
    int last = undisturbed().statements().size() - 12;
    return FaultPoint.statement(first + round.pointUpTo(last - first), Moment.BEFORE);
  }

  /** How many statements of an undisturbed night hold a text. */
  int statements(String text) throws Exception {
    return (int)
        undisturbed().statements().stream().filter(FaultPoint.before(text)::speaksOf).count();
  }

  private int middle() throws Exception {
    return (firstStep() + undisturbed().statements().size()) / 2;
  }

  private int firstStep() throws Exception {
    List<String> statements = undisturbed().statements();
    for (int at = 0; at < statements.size(); at++) {
      if (FaultPoint.before("into batch_step_execution(").speaksOf(statements.get(at))) {
        return at + 2;
      }
    }
    throw new AssertionError("no step began in " + statements);
  }

  /** A run that is killed when it comes to a point. */
  Ended killed(DrillDatabase database, PostgresProxy wire, String name, FaultPoint point)
      throws Exception {
    try (JarProcess victim =
        JarProcess.start(job(), database.environment(name, wire, ""), arguments("run"))) {
      wire.at(
          point,
          () -> {
            victim.kill();
            wire.cut();
          });
      return victim.ended();
    }
  }

  /** A run through a wire. */
  JarProcess start(DrillDatabase database, PostgresProxy wire, String name) {
    return JarProcess.start(
        job(), and(database.environment(name, wire, ""), FAST_HEART), arguments("run"));
  }

  /** A run that nothing disturbs. */
  JarProcess run(DrillDatabase database, String name, String... more) {
    return process(database, name, arguments("run", more));
  }

  /** A command of the date that prints a table. */
  JarProcess command(DrillDatabase database, String command) {
    return process(database, command, command, "--date", date(), "-o", "csv");
  }

  /** Any command. */
  JarProcess process(DrillDatabase database, String name, String... arguments) {
    return JarProcess.start(job(), and(database.environment(name), FAST_HEART), arguments);
  }

  /** The command line of a command that does the night's work. */
  String[] arguments(String command, String... more) {
    List<String> arguments = new ArrayList<>(List.of(command, "--date", date()));
    arguments.addAll(night.options());
    Stream.of(more).filter(word -> !word.isEmpty()).forEach(arguments::add);
    return arguments.toArray(String[]::new);
  }

  static Map<String, String> and(Map<String, String> first, Map<String, String> second) {
    Map<String, String> both = new HashMap<>(first);
    both.putAll(second);
    return both;
  }
}
