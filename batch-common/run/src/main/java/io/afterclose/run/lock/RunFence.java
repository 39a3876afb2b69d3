package io.afterclose.run.lock;

import javax.sql.DataSource;

/**
 * Reads from the run's row whether it may still write, in the transaction of the data: a process
 * that takes over waits for that transaction, and no later one succeeds, even of a process that was
 * paused meanwhile.
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

  /** Allows this run to write from now on. */
  void open(long runId) {
    run = runId;
    lost = false;
  }

  /** Refuses all further writes of data. */
  void shut() {
    lost = true;
  }

  /** Whether writes are refused. */
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
   * To be called in each transaction that writes the record of a run. A run whose lock's session
   * has ended may still record that, until another process takes over; a process without a run of
   * its own closes the records of one that is gone.
   *
   * @throws LockLostException when another process took over
   */
  void checkRecords() {
    if (run != NONE) {
      checkRow();
    }
  }

  private void checkRow() {
    if (!runs.isOpen(run)) {
      lost = true;
      throw runLost();
    }
  }

  private LockLostException runLost() {
    return new LockLostException(
        "run " + run + " has lost its lock: nothing more is written by it");
  }
}
