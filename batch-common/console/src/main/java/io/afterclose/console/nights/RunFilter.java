package io.afterclose.console.nights;

import io.afterclose.cli.history.page.Outcome;
import io.afterclose.run.name.JobName;
import io.afterclose.run.name.Source;
import java.time.LocalDate;
import java.util.LinkedHashMap;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * Which runs are wanted; null lets all through.
 *
 * @param from the earliest session
 * @param to the latest session
 * @param actor who asked for it through the console
 * @param after the number of the run that the page before ended with
 */
record RunFilter(
    @Nullable JobName job,
    @Nullable LocalDate from,
    @Nullable LocalDate to,
    @Nullable Outcome status,
    @Nullable Source source,
    @Nullable String actor,
    @Nullable Long after,
    int limit) {

  static final int USUAL = 50;
  static final int MOST = 500;

  /**
   * As the parameters of an address say it, in their order; empty ones for what is not narrowed.
   */
  Map<String, String> parameters() {
    Map<String, String> parameters = new LinkedHashMap<>();
    parameters.put("job", job == null ? "" : job.text());
    parameters.put("from", from == null ? "" : from.toString());
    parameters.put("to", to == null ? "" : to.toString());
    parameters.put("status", status == null ? "" : status.style());
    parameters.put("source", source == null ? "" : source.text());
    parameters.put("actor", actor == null ? "" : actor);
    parameters.put("after", after == null ? "" : after.toString());
    parameters.put("limit", limit == USUAL ? "" : String.valueOf(limit));
    return parameters;
  }

  /** Another part of the same runs. */
  RunFilter part(@Nullable Long run, int rows) {
    return new RunFilter(job, from, to, status, source, actor, run, rows);
  }

  /** The address of the page after a run, below a path. */
  String after(String path, long run) {
    return RunLinks.with(path, part(run, limit).parameters());
  }

  /** The address of the same as a file, after a run; null for the newest. */
  String file(@Nullable Long run) {
    Map<String, String> parameters = part(run, USUAL).parameters();
    parameters.put("format", "csv");
    return RunLinks.with("/runs", parameters);
  }
}
