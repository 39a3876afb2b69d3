package io.afterclose.console.nights;

import static java.nio.charset.StandardCharsets.UTF_8;

import io.afterclose.run.name.RunScope;
import java.net.URLEncoder;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** Addresses of the pages of nights and runs. */
final class RunLinks {

  private RunLinks() {}

  /**
   * The page of a run.
   *
   * @param revision null for the latest
   */
  static String run(String job, LocalDate date, String scope, @Nullable Integer revision) {
    List<String> query = new ArrayList<>();
    if (!scope.equals(RunScope.EVERYTHING)) {
      query.add("scope=" + encoded(scope));
    }
    if (revision != null) {
      query.add("revision=" + revision);
    }
    return "/runs/" + job + "/" + date + (query.isEmpty() ? "" : "?" + String.join("&", query));
  }

  /**
   * The page that previews an action on a run, and asks for its reason.
   *
   * @param action as the command line calls it
   */
  static String action(String action, String job, LocalDate date, String scope) {
    Map<String, String> parameters = new LinkedHashMap<>();
    parameters.put("action", action);
    parameters.put("job", job);
    parameters.put("from", date.toString());
    parameters.put("scope", scope);
    return with("/requests/new", parameters);
  }

  /** A path with those parameters that are not empty. */
  static String with(String path, Map<String, String> parameters) {
    List<String> query = new ArrayList<>();
    parameters.forEach(
        (name, value) -> {
          if (!value.isEmpty()) {
            query.add(name + "=" + encoded(value));
          }
        });
    return query.isEmpty() ? path : path + "?" + String.join("&", query);
  }

  private static String encoded(String text) {
    return URLEncoder.encode(text, UTF_8);
  }
}
