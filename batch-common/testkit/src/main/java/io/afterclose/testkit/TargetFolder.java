package io.afterclose.testkit;

import java.nio.file.Path;

/** Places below {@code target} that the test processes of a module must not share. */
public final class TargetFolder {
  private static final String FORK = System.getProperty("tests.fork", "1");

  private TargetFolder() {}

  /**
   * {@code target/<name><ending>}, with the number of this process between them but for the first.
   */
  public static Path ofThisProcess(String name, String ending) {
    return Path.of("target", (FORK.equals("1") ? name : name + "-" + FORK) + ending)
        .toAbsolutePath();
  }
}
