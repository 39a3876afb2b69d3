package io.afterclose.symbolbatch;

import io.afterclose.run.JobName;
import io.afterclose.run.RunParameters;
import io.afterclose.run.Source;
import io.afterclose.run.history.JobHistoryStore;
import io.afterclose.run.history.Rerun;
import io.afterclose.run.history.RunSummary;
import io.afterclose.run.lock.RunKey;
import io.afterclose.symbolbatch.night.NightScope;
import java.time.LocalDate;
import java.util.Optional;

/**
 * What {@code run} would do for a session: nothing for a complete one, else begin it or go on with
 * it.
 *
 * @param latest the last execution of the latest revision so far
 */
record NextNight(LocalDate session, NightScope scope, Optional<RunSummary> latest) {

  static NextNight of(JobHistoryStore history, LocalDate session, NightScope scope) {
    return new NextNight(
        session, scope, history.latest(JobName.SYMBOL_BATCH, session, scope.text()));
  }

  boolean complete() {
    return latest.filter(RunSummary::completed).isPresent();
  }

  RunParameters parameters(Source source) {
    return new Rerun(key(), latest).parameters(source, Optional.empty());
  }

  RunKey key() {
    return new RunKey(JobName.SYMBOL_BATCH, session, scope.text());
  }

  /** The job instance that it goes on with; 0 for none. */
  long instanceId() {
    return latest.map(RunSummary::instanceId).orElse(0L);
  }
}
