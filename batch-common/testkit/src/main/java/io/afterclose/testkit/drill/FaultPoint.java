package io.afterclose.testkit.drill;

import java.util.Locale;

/**
 * A place in what a process says to its database: the n-th statement that holds a text, counted
 * over all its connections.
 *
 * @param text in lower case; empty for any statement
 * @param number counted from 1
 * @param moment on which side of the statement
 */
public record FaultPoint(String text, int number, Moment moment) {

  /** When something happens, seen from a statement. */
  public enum Moment {
    /** The server never hears it. */
    BEFORE,
    /** The server has done it, the process never hears so. */
    AFTER
  }

  public FaultPoint {
    text = text.toLowerCase(Locale.ROOT);
    if (number < 1) {
      throw new IllegalArgumentException("statements are counted from 1, found " + number);
    }
  }

  /** The n-th statement, whatever it says. */
  public static FaultPoint statement(int number, Moment moment) {
    return new FaultPoint("", number, moment);
  }

  /** The first statement that holds a text. */
  public static FaultPoint before(String text) {
    return new FaultPoint(text, 1, Moment.BEFORE);
  }

  /** The first statement that holds a text, once it is done. */
  public static FaultPoint after(String text) {
    return new FaultPoint(text, 1, Moment.AFTER);
  }

  boolean speaksOf(String statement) {
    return statement.toLowerCase(Locale.ROOT).contains(text);
  }
}
