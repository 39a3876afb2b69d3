package io.afterclose.console.symbols;

/** A table that was read and is not fit to be served; the message says why. */
final class TableRefusedException extends RuntimeException {

  private static final long serialVersionUID = 1L;

  TableRefusedException(String why) {
    super(why);
  }
}
