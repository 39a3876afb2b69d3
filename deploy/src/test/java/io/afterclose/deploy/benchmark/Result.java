package io.afterclose.deploy.benchmark;

import java.util.List;
import java.util.OptionalLong;
import java.util.TreeMap;
import java.util.function.ToDoubleFunction;

/**
 * The samples of a scenario.
 *
 * @param rows that the job wrote
 */
record Result(String name, int size, long rows, List<Sample> samples) {

  Result {
    samples = List.copyOf(samples);
  }

  double median(ToDoubleFunction<Sample> figure) {
    double[] sorted = samples.stream().mapToDouble(figure).sorted().toArray();
    return (sorted[(sorted.length - 1) / 2] + sorted[sorted.length / 2]) / 2;
  }

  double least(ToDoubleFunction<Sample> figure) {
    return samples.stream().mapToDouble(figure).min().orElseThrow();
  }

  double most(ToDoubleFunction<Sample> figure) {
    return samples.stream().mapToDouble(figure).max().orElseThrow();
  }

  double rowsPerSecond() {
    return rows == 0 ? Double.NaN : rows / median(Sample::seconds);
  }

  /** MiB of the largest process; NaN where it is not known. */
  double peakMebibytes() {
    return samples.stream()
        .map(Sample::peakBytes)
        .filter(OptionalLong::isPresent)
        .mapToDouble(peak -> peak.getAsLong() / 1048576.0)
        .max()
        .orElse(Double.NaN);
  }

  /** Of the last run; the earlier ones send as many. NaN where they are not counted. */
  double statements() {
    OptionalLong last = samples.get(samples.size() - 1).statements();
    return last.isPresent() ? last.getAsLong() : Double.NaN;
  }

  /** Median seconds of each step that any run had. */
  TreeMap<String, Double> steps() {
    TreeMap<String, Double> steps = new TreeMap<>();
    for (Sample sample : samples) {
      for (String step : sample.steps().keySet()) {
        steps.put(step, median(one -> one.steps().getOrDefault(step, 0.0)));
      }
    }
    return steps;
  }
}
