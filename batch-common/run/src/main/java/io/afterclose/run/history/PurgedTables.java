package io.afterclose.run.history;

import java.util.List;

/**
 * The tables of a job that its purge command cleans besides the engine's own.
 *
 * @param ofRuns whose rows go with the runs that they belong to
 * @param logs whose rows go when they are old and all that depends on them has read them
 */
public record PurgedTables(List<OwnedTable> ofRuns, List<ReadLog> logs) {

  /** Of a job that has none. */
  public static final PurgedTables NONE = new PurgedTables(List.of(), List.of());

  public PurgedTables {
    ofRuns = List.copyOf(ofRuns);
    logs = List.copyOf(logs);
  }
}
