package io.afterclose.run.lock;

/** This run may not write any more: its lock is gone, or another took over. */
public final class LockLostException extends RuntimeException {

  private static final long serialVersionUID = 1L;

  LockLostException(String message) {
    super(message);
  }
}
