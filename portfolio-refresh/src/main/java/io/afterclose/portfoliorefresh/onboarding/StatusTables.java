package io.afterclose.portfoliorefresh.onboarding;

import io.afterclose.cli.output.ResultTable;
import io.afterclose.report.completeness.PhaseState;
import java.util.Collection;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/** How far portfolios are, for people and programs. */
final class StatusTables {

  private StatusTables() {}

  /** One portfolio, a row for each phase. */
  static ResultTable phases(OnboardingState state) {
    return ResultTable.of(state.phases())
        .column("portfolio", phase -> state.portfolio().name())
        .column("session", phase -> state.session())
        .column("phase", PhaseState::phase)
        .column("done", PhaseState::done)
        .column("missing", PhaseState::missing)
        .column("failed", PhaseState::failed)
        .column("first", phase -> textOrNull(phase.names()))
        .column("reason", phase -> textOrNull(phase.reason()))
        .table();
  }

  /** A row for each portfolio; what is missing of each phase. */
  static ResultTable portfolios(Collection<OnboardingState> states) {
    return ResultTable.of(states)
        .column("portfolio", state -> state.portfolio().name())
        .column("session", OnboardingState::session)
        .column("prices", state -> state.prices().missing())
        .column("exposures", state -> state.exposures().missing())
        .column("metrics", state -> state.metrics().missing())
        .column("snapshots", state -> state.snapshots().missing())
        .column("figures", state -> state.figures().missing())
        .column("failed", state -> state.prices().failed())
        .column("first", state -> textOrNull(firstLacking(state).names()))
        .column("reason", state -> textOrNull(firstLacking(state).reason()))
        .table();
  }

  private static PhaseState firstLacking(OnboardingState state) {
    return Stream.of(
            state.prices(), state.exposures(), state.metrics(), state.snapshots(), state.figures())
        .filter(phase -> phase.missing() + phase.failed() > 0)
        .findFirst()
        .orElseGet(state::snapshots);
  }

  private static @Nullable String textOrNull(String text) {
    return text.isEmpty() ? null : text;
  }
}
