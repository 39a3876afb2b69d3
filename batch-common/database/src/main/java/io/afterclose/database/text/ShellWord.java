package io.afterclose.database.text;

/** A word for a POSIX shell, for command lines that a message proposes or a program hands on. */
public final class ShellWord {

  private ShellWord() {}

  /** In single quotes; one inside ends them, stands escaped, and opens them again. */
  public static String quoted(String word) {
    return "'" + word.replace("'", "'\\''") + "'";
  }
}
