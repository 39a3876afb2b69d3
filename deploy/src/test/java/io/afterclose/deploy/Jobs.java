package io.afterclose.deploy;

import io.afterclose.testkit.drill.JarProcess;
import java.nio.file.Path;
import java.util.Map;

/** Both jars as they were built, each command in a process of its own. */
public final class Jobs {

  static final String SESSION = "2026-01-02";

  private Jobs() {}

  public static JarProcess.Ended symbolBatch(Map<String, String> environment, String... words)
      throws InterruptedException {
    return of("symbol-batch", environment, words);
  }

  public static JarProcess.Ended portfolioRefresh(Map<String, String> environment, String... words)
      throws InterruptedException {
    return of("portfolio-refresh", environment, words);
  }

  public static JarProcess.Ended of(String job, Map<String, String> environment, String... words)
      throws InterruptedException {
    try (JarProcess process = JarProcess.startIn(Path.of("..", job), job, environment, words)) {
      return process.ended();
    }
  }
}
