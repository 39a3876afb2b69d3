package io.afterclose.run.lock;

import javax.sql.DataSource;

/**
 * Knows from the run's row whether it may still write. It is asked in the transaction of the data:
 * whoever takes over waits for that transaction, and none after it gets through, even of a process
 * that was paused meanwhile.
 */
public final class RunFence implements Fence {

  private static final long NONE = 0;

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
    if (lost) {
      throw runLost();
    }
    checkRow();
  }

  /**
   * To be called in each transaction that writes what is recorded of a run. A run whose lock's
   * session has ended may still tell so, as long as nobody took over; who has no run to lose writes
   * for another, which is gone.
   *
   * @throws LockLostException when another took over
   */
  void checkRecords() {
    if (run != NONE) {
      checkRow();
    }
  }

  private void checkRow() {
    if (!runs.keptOpen(run)) {
      lost = true;
      throw runLost();
    }
  }

  private LockLostException runLost() {
    return new LockLostException(
        "run " + run + " has lost its lock: nothing more is written by it");
  }
}
