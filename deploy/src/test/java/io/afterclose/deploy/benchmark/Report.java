package io.afterclose.deploy.benchmark;

import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.function.ToDoubleFunction;
import tools.jackson.databind.SerializationFeature;
import tools.jackson.databind.json.JsonMapper;

/**
 * What was measured, as a table and as JSON. Times are medians in seconds; a ratio is the median of
 * the rounds' ratios, since the runs of one round have the same machine.
 *
 * @param surroundings what it was measured on
 */
record Report(Map<String, String> surroundings, List<Result> results, List<Growth> growths) {
  private static final String LINE =
      "%-16s %7s %2s  %8s %17s %7s %8s  %8s %6s  %8s %6s %6s  %9s %9s %6s %8s%n";

  Report {
    surroundings = Collections.unmodifiableMap(new LinkedHashMap<>(surroundings));
    results = List.copyOf(results);
    growths = List.copyOf(growths);
  }

  String table() {
    StringBuilder table = new StringBuilder();
    surroundings.forEach((name, text) -> table.append(name).append(": ").append(text).append('\n'));
    table.append(
        LINE.formatted(
            "scenario",
            "size",
            "n",
            "process",
            "least..most",
            "cpu",
            "job",
            "bound",
            "ratio",
            "peer",
            "ratio",
            "job/p.",
            "rows",
            "rows/s",
            "MiB",
            "statem."));
    results.forEach(result -> table.append(line(result)));
    for (Growth growth : growths) {
      growth.results().forEach(result -> table.append(line(result)));
      table.append(
          "%s grows with n^%s (process), n^%s (job)%n"
              .formatted(
                  growth.name(),
                  number(growth.exponent(Sample::seconds), 2),
                  number(growth.exponent(Sample::jobSeconds), 2)));
    }
    return table.toString();
  }

  private static String line(Result result) {
    return LINE.formatted(
        result.name(),
        result.size() == 0 ? "" : String.valueOf(result.size()),
        result.samples().size(),
        number(result.median(Sample::seconds), 2),
        number(result.least(Sample::seconds), 2) + ".." + number(result.most(Sample::seconds), 2),
        number(result.median(Sample::cpuSeconds), 2),
        number(result.median(Sample::jobSeconds), 2),
        number(result.median(Sample::boundSeconds), 2),
        number(result.median(one -> one.seconds() / one.boundSeconds()), 2),
        number(result.median(Sample::peerSeconds), 2),
        number(result.median(one -> one.seconds() / one.peerProcessSeconds()), 2),
        number(result.median(one -> one.jobSeconds() / one.peerSeconds()), 2),
        result.rows() == 0 ? "" : String.valueOf(result.rows()),
        number(result.rowsPerSecond(), 0),
        number(result.peakMebibytes(), 0),
        number(result.statements(), 0));
  }

  /** Empty for what is not known. */
  private static String number(double value, int digits) {
    return Double.isNaN(value) ? "" : String.format(Locale.ROOT, "%." + digits + "f", value);
  }

  void write(Path file) throws IOException {
    JsonMapper mapper = JsonMapper.builder().enable(SerializationFeature.INDENT_OUTPUT).build();
    Map<String, Object> all = new LinkedHashMap<>();
    all.put("surroundings", surroundings);
    all.put("scenarios", results.stream().map(Report::object).toList());
    List<Object> grown = new ArrayList<>();
    for (Growth growth : growths) {
      Map<String, Object> one = new LinkedHashMap<>();
      one.put("scenario", growth.name());
      put(one, "process_exponent", growth.exponent(Sample::seconds));
      put(one, "job_exponent", growth.exponent(Sample::jobSeconds));
      one.put("sizes", growth.results().stream().map(Report::object).toList());
      grown.add(one);
    }
    all.put("growth", grown);
    mapper.writeValue(file, all);
  }

  private static Map<String, Object> object(Result result) {
    Map<String, Object> object = new LinkedHashMap<>();
    object.put("scenario", result.name());
    object.put("size", result.size());
    object.put("rows", result.rows());
    put(object, "rows_per_second", result.rowsPerSecond());
    put(object, "peak_mebibytes", result.peakMebibytes());
    put(object, "statements", result.statements());
    putSeconds(object, result, "process_seconds", Sample::seconds);
    putSeconds(object, result, "cpu_seconds", Sample::cpuSeconds);
    putSeconds(object, result, "job_seconds", Sample::jobSeconds);
    putSeconds(object, result, "bound_seconds", Sample::boundSeconds);
    putSeconds(object, result, "peer_seconds", Sample::peerSeconds);
    putSeconds(object, result, "peer_process_seconds", Sample::peerProcessSeconds);
    object.put("step_seconds", result.steps());
    return object;
  }

  private static void putSeconds(
      Map<String, Object> object, Result result, String name, ToDoubleFunction<Sample> seconds) {
    if (!Double.isNaN(result.median(seconds))) {
      object.put(name, result.samples().stream().mapToDouble(seconds).toArray());
    }
  }

  private static void put(Map<String, Object> object, String name, double value) {
    object.put(name, Double.isNaN(value) ? null : value);
  }
}
