package io.afterclose.run.lock;

import org.springframework.transaction.PlatformTransactionManager;
import org.springframework.transaction.support.TransactionTemplate;

/**
 * What a run writes beside its chunks, such as when a step begins or has ended: in a transaction of
 * its own that asks the fence first.
 */
public final class FencedTransaction {

  private final Fence fence;
  private final TransactionTemplate transaction;

  public FencedTransaction(Fence fence, PlatformTransactionManager transactions) {
    this.fence = fence;
    this.transaction = new TransactionTemplate(transactions);
  }

  /**
   * Does the work, or nothing of it.
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
