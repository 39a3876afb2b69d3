package io.afterclose.portfoliorefresh.onboarding;

import io.afterclose.portfolio.position.Portfolio;
import io.afterclose.portfolio.snapshot.SnapshotReason;
import io.afterclose.portfoliorefresh.gap.DueDate;
import io.afterclose.report.completeness.PhaseState;
import io.afterclose.report.completeness.SymbolPhases;
import io.afterclose.report.completeness.SymbolState;
import io.afterclose.report.completeness.SymbolStateStore.SnapshotCount;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;

/**
 * How far a portfolio is from full numbers: what it has and lacks for a session, and of snapshots
 * since its earliest entry.
 *
 * @param session for which exposures and metrics are expected
 * @param symbols of its positions, without private ones
 * @param made its snapshots
 * @param due sessions whose snapshot is to be made, or made again, newest first
 * @param figuresDue sessions whose figures are to be calculated, newest first
 * @param unusable sessions that lack too many prices for a snapshot, ascending
 */
record OnboardingState(
    Portfolio portfolio,
    LocalDate session,
    List<SymbolState> symbols,
    SnapshotCount made,
    List<DueDate> due,
    List<LocalDate> figuresDue,
    List<LocalDate> unusable) {

  OnboardingState {
    symbols = List.copyOf(symbols);
    due = List.copyOf(due);
    figuresDue = List.copyOf(figuresDue);
    unusable = List.copyOf(unusable);
  }

  /** Each phase in the order of the data. */
  List<PhaseState> phases() {
    List<PhaseState> phases = new ArrayList<>(new SymbolPhases(symbols).all());
    phases.add(snapshots());
    phases.add(figures());
    return phases;
  }

  /**
   * Whether nothing is missing that may come. Prices since the entry do not count: a symbol may
   * have none that go back so far, and its snapshots are partial then.
   */
  boolean complete() {
    return Stream.of(prices(), exposures(), metrics(), snapshots(), figures())
        .allMatch(phase -> phase.missing() == 0);
  }

  /** Whether something failed. */
  boolean failed() {
    return Stream.of(prices(), exposures(), metrics()).anyMatch(phase -> phase.failed() > 0);
  }

  PhaseState prices() {
    return new SymbolPhases(symbols).prices();
  }

  PhaseState exposures() {
    return new SymbolPhases(symbols).exposures();
  }

  PhaseState metrics() {
    return new SymbolPhases(symbols).metrics();
  }

  PhaseState snapshots() {
    List<LocalDate> missing = new ArrayList<>(due.stream().map(DueDate::date).toList());
    missing.addAll(unusable);
    return new PhaseState(
        "snapshots",
        made.made() - outdated(),
        missing.size(),
        0,
        PhaseState.named(missing),
        snapshotReason());
  }

  PhaseState figures() {
    return new PhaseState(
        "figures",
        Math.max(0, made.made() - figuresDue.size()),
        figuresDue.size(),
        0,
        PhaseState.named(figuresDue),
        figuresDue.isEmpty() ? "" : "the next run of the portfolio calculates them");
  }

  private long outdated() {
    return due.stream().filter(one -> one.reason().kind() != SnapshotReason.Kind.MISSING).count();
  }

  private String snapshotReason() {
    List<String> reasons = new ArrayList<>();
    if (!unusable.isEmpty()) {
      reasons.add(unusable.size() + " sessions have too few prices");
    }
    if (outdated() > 0) {
      reasons.add(outdated() + " are outdated");
    }
    if (made.partial() > 0) {
      reasons.add(made.partial() + " lack the price of a position");
    }
    return String.join(", ", reasons);
  }
}
