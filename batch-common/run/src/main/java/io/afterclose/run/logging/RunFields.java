package io.afterclose.run.logging;

import io.afterclose.run.name.RunKey;
import java.util.LinkedHashMap;
import java.util.Map;

/**
 * What every line of a run's log carries. A process does one run at a time, with many threads: the
 * fields belong to all of them.
 */
public final class RunFields implements AutoCloseable {

  private static volatile Map<String, Object> process = Map.of();
  private static volatile Map<String, Object> current = Map.of();

  private RunFields() {}

  /** Outside of runs, lines carry the job whose command line this process is. */
  public static void ofProcess(String job) {
    process = Map.of("job", job);
  }

  /** Before a run is known, lines carry its job and the date or range that was asked for. */
  public static void ofRequest(String job, String date) {
    process = Map.of("job", job, "date", date);
  }

  /**
   * From now until closed, lines carry job, date and scope of a run, and its number as soon as
   * {@link #numbered} has told it: what is said of its end too.
   */
  public static RunFields of(RunKey key) {
    current = fields(key);
    return new RunFields();
  }

  /** The run has its number. */
  public static void numbered(long run, RunKey key) {
    Map<String, Object> fields = fields(key);
    fields.put("run_id", run);
    current = Map.copyOf(fields);
  }

  private static Map<String, Object> fields(RunKey key) {
    Map<String, Object> fields = new LinkedHashMap<>();
    fields.put("job", key.job().text());
    fields.put("date", key.date().toString());
    fields.put("scope", key.scope());
    return fields;
  }

  static Map<String, Object> current() {
    return current.isEmpty() ? process : current;
  }

  @Override
  public void close() {
    current = Map.of();
  }
}
