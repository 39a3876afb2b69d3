package io.afterclose.run.progress;

import java.io.Console;
import java.lang.reflect.InvocationTargetException;

/** Whether a person is looking. */
public final class Terminal {

  private Terminal() {}

  /**
   * True where input and output are a terminal. From JDK 22 on {@link System#console()} is there
   * even in a pipe, so the console itself is checked too.
   */
  @SuppressWarnings("SystemConsoleNull") // the two cases are told apart below
  public static boolean interactive() {
    Console console = System.console();
    return console != null && isTerminal(console);
  }

  private static boolean isTerminal(Console console) {
    try {
      return (boolean) Console.class.getMethod("isTerminal").invoke(console);
    } catch (NoSuchMethodException beforeJdk22) {
      return true;
    } catch (IllegalAccessException | InvocationTargetException unexpected) {
      throw new IllegalStateException("Console.isTerminal() could not be called", unexpected);
    }
  }
}
