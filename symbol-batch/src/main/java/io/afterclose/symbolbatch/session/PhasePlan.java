package io.afterclose.symbolbatch.session;

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
   */
  List<RunPlan.Planned> of(String phase, SessionRun run, Optional<StepExecution> last);

  /** A phase over symbols of the universe, resumed after the last symbol it committed. */
  static PhasePlan ofSymbols(SymbolSelection selection, SessionUniverse universe) {
    return (phase, run, last) ->
        SymbolReader.remaining(
                selection.of(universe, run),
                last.map(StepExecution::getExecutionContext)
                    .orElseGet(() -> new ExecutionContext()))
            .stream()
            .map(planned -> new RunPlan.Planned(phase, planned.symbol(), planned.reason().name()))
            .toList();
  }
}
