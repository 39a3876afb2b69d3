package io.afterclose.console.child;

import io.afterclose.run.settings.Setting;
import java.util.HashMap;
import java.util.Map;
import java.util.regex.Pattern;

/** The environment of a job that the console starts: what a job reads, and nothing else. */
public final class ChildEnvironment {

  private static final Pattern HANDED_ON =
      Pattern.compile(
          "AFTERCLOSE_(?!CONSOLE_|JOBS_DATABASE_URL|REQUEST).*|DATABASE_.*|PG[A-Z]+|"
              + "SPRING_DATASOURCE_.*|OTEL_.*|[A-Z]+_API_KEY|JAVA_HOME|PATH|HOME|LANG|LC_[A-Z]+|TZ|"
              + "TMPDIR|SSL_CERT_(FILE|DIR)|(HTTPS?|NO)_PROXY|(https?|no)_proxy");

  /** The database of the jobs, where it is not the console's own. */
  public static final Setting JOBS_DATABASE =
      Setting.address(
          "AFTERCLOSE_JOBS_DATABASE_URL",
          "",
          "the database of the jobs that the console starts, with a login that may write; without"
              + " it they get the console's own");

  private ChildEnvironment() {}

  /**
   * That of a job.
   *
   * @param console the console's own; its {@code AFTERCLOSE_JOBS_DATABASE_URL} is the job's
   *     database where it is set, so that the console need not hold the login of a writer
   */
  public static Map<String, String> of(Map<String, String> console) {
    Map<String, String> handed = new HashMap<>();
    console.forEach(
        (name, value) -> {
          if (HANDED_ON.matcher(name).matches()) {
            handed.put(name, value);
          }
        });
    JOBS_DATABASE
        .text(console)
        .ifPresent(
            url -> {
              handed.keySet().removeIf(name -> name.matches("DATABASE_.*|PG[A-Z]+|SPRING_.*"));
              handed.put("DATABASE_URL", url);
            });
    return handed;
  }
}
