package io.afterclose.run.history;

/** A name that becomes part of a statement. */
final class SqlName {

  private SqlName() {}

  static void check(String name) {
    if (!name.matches("[a-z_]{1,63}")) {
      throw new IllegalArgumentException("'" + name + "' is no name of a table or column");
    }
  }
}
