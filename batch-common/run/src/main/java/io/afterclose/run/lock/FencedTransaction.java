package io.afterclose.run.lock;

import org.springframework.transaction.PlatformTransactionManager;
import org.springframework.transaction.support.TransactionTemplate;

/**
 * Writes of a run outside its chunks, such as at the beginning and end of a step: in a transaction
 * of their own that checks the fence first.
 */
public final class FencedTransaction {

  private final Fence fence;
  private final TransactionTemplate transaction;

  public FencedTransaction(Fence fence, PlatformTransactionManager transactions) {
    this.fence = fence;
    this.transaction = new TransactionTemplate(transactions);
  }

  /**
   * Does the work as a whole or not at all.
   *
   * @throws LockLostException when this run may not write any more
   */
  public void write(Runnable work) {
    transaction.executeWithoutResult(
        status -> {
          fence.check();
          work.run();
        });
  }
}
