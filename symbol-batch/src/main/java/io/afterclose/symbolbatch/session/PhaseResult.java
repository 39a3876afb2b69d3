package io.afterclose.symbolbatch.session;

import io.afterclose.run.history.ItemFailure;
import java.util.List;
import java.util.stream.Stream;

/**
 * The result of a phase for its eligible symbols, counted from the stored rows.
 *
 * @param eligible how many symbols it is judged by
 * @param failed those it could not do; too little data is an outcome and not among them
 * @param besides failures that are recorded without being judged
 */
public record PhaseResult(int eligible, List<ItemFailure> failed, List<ItemFailure> besides) {

  public PhaseResult {
    failed = List.copyOf(failed);
    besides = List.copyOf(besides);
  }

  /** A result in which all failures are judged. */
  public PhaseResult(int eligible, List<ItemFailure> failed) {
    this(eligible, failed, List.of());
  }

  /** All failures, the judged ones first. */
  List<ItemFailure> recorded() {
    return Stream.concat(failed.stream(), besides.stream()).toList();
  }

  /** Failed symbols per hundred eligible ones. */
  double failedPercent() {
    return eligible == 0 ? 0 : 100.0 * failed.size() / eligible;
  }
}
