package io.afterclose.run.history;

/**
 * A table whose rows belong to runs and are purged with them. The job that fills the table names it
 * to its purge command, so that the engine knows no table of another module.
 *
 * @param key the column that refers to the run
 */
public record OwnedTable(String name, Key key) {

  /** What a row belongs to, by the column of that name. */
  public enum Key {
    /** {@code job_execution_id}. */
    EXECUTION,
    /** {@code job_instance_id}. */
    INSTANCE,
    /** {@code step_execution_id}. */
    STEP
  }

  public OwnedTable {
    SqlName.check(name);
  }
}
