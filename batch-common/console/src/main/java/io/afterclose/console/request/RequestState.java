package io.afterclose.console.request;

/** How a request stands. */
public enum RequestState {
  /** It waits for its turn. */
  REQUESTED,
  /** A console starts it. */
  CLAIMED,
  /** Its process works. */
  STARTED,
  /** The job did not begin, and said why. */
  REFUSED,
  /** Its process ended, well or not. */
  ENDED,
  /** It was taken back before it began. */
  CANCELLED;

  /** Whether nothing more comes. */
  public boolean over() {
    return this == REFUSED || this == ENDED || this == CANCELLED;
  }
}
