package io.afterclose.console.nights;

import io.afterclose.cli.history.page.Outcome;
import io.afterclose.run.name.JobName;
import io.afterclose.run.name.Source;
import java.util.List;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * What the list of runs shows.
 *
 * @param next the address of the older ones; null for none
 */
record RunsPage(RunFilter filter, List<RunRow> runs, @Nullable String next) {

  RunsPage {
    runs = List.copyOf(runs);
  }

  /** A choice of the filter. */
  record Choice(String value, String text, boolean chosen) {}

  List<Choice> jobs() {
    return Stream.of(JobName.values())
        .map(job -> new Choice(job.text(), job.text(), job == filter.job()))
        .toList();
  }

  List<Choice> outcomes() {
    return Stream.of(Outcome.values())
        .map(one -> new Choice(one.style(), one.word(), one == filter.status()))
        .toList();
  }

  List<Choice> sources() {
    return Stream.of(Source.values())
        .map(one -> new Choice(one.text(), one.text(), one == filter.source()))
        .toList();
  }

  /** The newest with the same filter. */
  String first() {
    return RunLinks.with("/runs", filter.part(null, filter.limit()).parameters());
  }

  /** The same from the newest on, as a file. */
  String file() {
    return filter.file(null);
  }

  /** What a filter's field holds; empty for nothing. */
  String field(String name) {
    return filter.parameters().getOrDefault(name, "");
  }
}
