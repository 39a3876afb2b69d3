package io.afterclose.symbolbatch.session;

import io.afterclose.run.history.ItemFailure;
import java.util.List;

/**
 * The result of a phase for its eligible symbols, counted from the stored rows.
 *
 * @param eligible how many symbols it is judged by
 * @param failed those it could not do; too little data is an outcome and not among them
 */
public record PhaseResult(int eligible, List<ItemFailure> failed) {

  public PhaseResult {
    failed = List.copyOf(failed);
  }

  /** Failed symbols per hundred eligible ones. */
  double failedPercent() {
    return eligible == 0 ? 0 : 100.0 * failed.size() / eligible;
  }
}
