package io.afterclose.run.lock;

/** Lets only the run that owns its key write. */
@FunctionalInterface
public interface Fence {

  /**
   * To be called in each transaction that writes, before its first write.
   *
   * @throws LockLostException when this run may not write any more
   */
  void check();
}
