package io.afterclose.run.lock;

import javax.sql.DataSource;

/**
 * Knows from the run's row whether it may still write. It is asked in the transaction of the data:
 * whoever takes over waits for that transaction, and none after it gets through, even of a process
 * that was paused meanwhile.
 */
public final class RunFence implements Fence {

  private final RunStore runs;
  private volatile long run;
  private volatile boolean lost;

  /**
   * @param dataSource the one that the data is written through
   */
  public RunFence(DataSource dataSource) {
    this.runs = new RunStore(dataSource);
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
    if (lost || !runs.keptOpen(run)) {
      lost = true;
      throw new RunLost("run " + run + " has lost its lock: nothing more is written by it");
    }
  }
}
