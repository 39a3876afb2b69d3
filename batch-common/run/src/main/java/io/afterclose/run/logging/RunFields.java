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

  /** From now until closed, lines carry the run's number, job, date and scope. */
  public static RunFields of(long run, RunKey key) {
    Map<String, Object> fields = new LinkedHashMap<>();
    fields.put("run_id", run);
    fields.put("job", key.job().text());
    fields.put("date", key.date().toString());
    fields.put("scope", key.scope());
    current = Map.copyOf(fields);
    return new RunFields();
  }

  static Map<String, Object> current() {
    return current.isEmpty() ? process : current;
  }

  @Override
  public void close() {
    current = Map.of();
  }
}
