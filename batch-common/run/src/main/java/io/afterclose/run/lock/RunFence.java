package io.afterclose.run.lock;

import javax.sql.DataSource;
import org.springframework.jdbc.core.simple.JdbcClient;

/**
 * Knows from the run's row whether it may still write. It is asked in the transaction of the data:
 * whoever takes over waits for that transaction, and none after it gets through, even of a process
 * that was paused meanwhile.
 */
public final class RunFence implements Fence {

  /** Held until the transaction ends; whoever closes the row waits for that. */
  private static final String OPEN =
      "select run_id from job_runs where run_id = :run and ended_at is null for key share";

  private final JdbcClient jdbc;
  private volatile long run;
  private volatile boolean lost;

  /**
   * @param dataSource the one that the data is written through
   */
  public RunFence(DataSource dataSource) {
    this.jdbc = JdbcClient.create(dataSource);
  }

  /** Admits what this run writes from now on. */
  void open(long runId) {
    run = runId;
    lost = false;
  }

  /** Admits nothing more. */
  void shut() {
    lost = true;
  }

  /** Whether it was found shut, or is. */
  boolean lost() {
    return lost;
  }

  @Override
  public void check() {
    if (lost || jdbc.sql(OPEN).param("run", run).query(Long.class).optional().isEmpty()) {
      lost = true;
      throw new RunLost("run " + run + " has lost its lock: nothing more is written by it");
    }
  }
}
