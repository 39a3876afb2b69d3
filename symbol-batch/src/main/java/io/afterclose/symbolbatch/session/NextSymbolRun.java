package io.afterclose.symbolbatch.session;

import io.afterclose.run.history.JobHistoryStore;
import io.afterclose.run.history.NextRun;
import io.afterclose.run.history.RunSummary;
import io.afterclose.run.name.JobName;
import io.afterclose.run.name.RunKey;
import io.afterclose.run.name.RunRequest;
import io.afterclose.run.name.Source;
import java.time.LocalDate;
import java.util.Optional;

/**
 * What {@code run} would do for a session: nothing for a complete one, else begin it or go on with
 * it.
 *
 * @param latest the last execution of the latest revision so far
 */
public record NextSymbolRun(LocalDate session, SymbolScope scope, Optional<RunSummary> latest) {

  public static NextSymbolRun of(JobHistoryStore history, LocalDate session, SymbolScope scope) {
    return new NextSymbolRun(
        session, scope, history.latest(JobName.SYMBOL_BATCH, session, scope.text()));
  }

  public boolean complete() {
    return latest.filter(RunSummary::completed).isPresent();
  }

  public RunRequest parameters(Source source) {
    return new NextRun(key(), latest).parameters(source, Optional.empty());
  }

  public RunKey key() {
    return new RunKey(JobName.SYMBOL_BATCH, session, scope.text());
  }

  /** The job instance that it goes on with; 0 for none. */
  long instanceId() {
    return latest.map(RunSummary::instanceId).orElse(0L);
  }
}
