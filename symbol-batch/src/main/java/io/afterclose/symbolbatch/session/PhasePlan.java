package io.afterclose.symbolbatch.session;

import java.time.Instant;
import java.util.List;
import java.util.Optional;
import org.springframework.batch.core.step.StepExecution;
import org.springframework.batch.infrastructure.item.ExecutionContext;

/** What one phase of a run would do. */
@FunctionalInterface
public interface PhasePlan {

  /**
   * The work that is left.
   *
   * @param last the phase's last execution in this job instance, empty before the first
   * @param freshSince when the instance first began, or now; prices fetched since then are fresh
   */
  List<RunPlan.Planned> of(
      String phase, SessionRun run, Optional<StepExecution> last, Instant freshSince);

  /** A phase over symbols of the universe, resumed after the last symbol it committed. */
  static PhasePlan ofSymbols(SymbolSelection selection, SessionUniverse universe) {
    return (phase, run, last, freshSince) ->
        SymbolReader.remaining(
                selection.of(universe, run),
                last.map(StepExecution::getExecutionContext)
                    .orElseGet(() -> new ExecutionContext()))
            .stream()
            .map(planned -> new RunPlan.Planned(phase, planned.symbol(), planned.reason().name()))
            .toList();
  }
}
