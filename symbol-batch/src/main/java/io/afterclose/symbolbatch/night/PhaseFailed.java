package io.afterclose.symbolbatch.night;

/** A phase that did not reach what the night needs from it. */
public final class PhaseFailed extends RuntimeException {

  private static final long serialVersionUID = 1L;

  public PhaseFailed(String message) {
    super(message);
  }
}
