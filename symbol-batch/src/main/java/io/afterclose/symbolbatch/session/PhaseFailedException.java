package io.afterclose.symbolbatch.session;

/** A phase that did not reach what the run needs from it. */
public final class PhaseFailedException extends RuntimeException {

  private static final long serialVersionUID = 1L;

  public PhaseFailedException(String message) {
    super(message);
  }
}
