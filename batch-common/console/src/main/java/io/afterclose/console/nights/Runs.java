package io.afterclose.console.nights;

import io.afterclose.cli.command.ExitCode;
import io.afterclose.console.problem.ProblemException;
import io.afterclose.run.history.JobHistoryStore;
import io.afterclose.run.history.ParameterRow;
import io.afterclose.run.history.RunSummary;
import io.afterclose.run.history.StepRecord;
import io.afterclose.run.lock.RunRecord;
import io.afterclose.run.lock.RunStore;
import io.afterclose.run.name.RunKey;
import io.afterclose.run.name.RunRequest;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import org.springframework.batch.core.BatchStatus;

/** Puts together what is known of one run. */
final class Runs {

  private final RunStore runs;
  private final JobHistoryStore history;
  private final RunListStore list;
  private final RunItemStore items;
  private final PastNightsStore past;
  private final Clock clock;
  private final Duration silence;

  /**
   * @param silence from which on a run counts as hanging
   */
  Runs(
      RunStore runs,
      JobHistoryStore history,
      RunListStore list,
      RunItemStore items,
      PastNightsStore past,
      Clock clock,
      Duration silence) {
    this.runs = runs;
    this.history = history;
    this.list = list;
    this.items = items;
    this.past = past;
    this.clock = clock;
    this.silence = silence;
  }

  /**
   * The starts of a key, oldest first.
   *
   * @throws ProblemException (not found) when there is none that may be seen
   */
  List<RunRecord> starts(RunKey key, Sight sight) {
    List<RunRecord> starts =
        sight.allows(key.scope())
            ? runs.ofDate(key.job(), key.date()).stream()
                .filter(start -> start.key().equals(key))
                .toList()
            : List.of();
    if (starts.isEmpty()) {
      throw ProblemException.notFound("run of " + key.describe());
    }
    return starts;
  }

  /**
   * A run.
   *
   * @param revision null for the latest
   * @throws ProblemException (not found) when there is none that may be seen
   */
  RunDetail detail(RunKey key, @Nullable Integer revision, Sight sight) {
    List<RunRecord> all = starts(key, sight);
    int latest = all.stream().mapToInt(start -> start.start().revision()).max().orElseThrow();
    int wanted = revision == null ? latest : revision;
    List<RunRecord> starts =
        all.stream().filter(start -> start.start().revision() == wanted).toList();
    if (starts.isEmpty()) {
      throw ProblemException.notFound("revision %d of %s".formatted(wanted, key.describe()));
    }
    RunRecord last = starts.get(starts.size() - 1);
    boolean hidden = sight.hidesWords(key.job().text(), key.scope());
    RunLife life = last.end().at().isEmpty() ? life(last) : null;
    List<RunSummary> executions =
        history.ofDate(key.job(), key.date()).stream()
            .filter(
                one ->
                    one.target().scope().equals(key.scope()) && one.target().revision() == wanted)
            .toList();
    Map<String, PhaseOf> ran = phases(executions);
    List<RunItemStore.PhaseOf> executed =
        ran.values().stream()
            .map(phase -> new RunItemStore.PhaseOf(phase.execution(), phase.record().name()))
            .toList();
    List<RunItemStore.Reason> reasons = items.reasons(executed, sight.portfolios());
    PastNights nights = past.before(key.job(), key.date());
    List<StepRecord> begun = ran.values().stream().map(PhaseOf::record).toList();
    RunRow row = list.byId(Set.of(last.runId())).get(0);
    return new RunDetail(
        sight.shown(row),
        latest,
        life,
        parameters(executions, hidden),
        lines(ran, reasons, nights, life, hidden),
        starts.stream()
            .map(start -> start(start, start.equals(last) ? life : null, hidden))
            .toList(),
        reasons,
        nights,
        life == null || life == RunLife.DIED ? null : nights.left(begun, clock.instant()),
        hidden);
  }

  private RunLife life(RunRecord run) {
    return RunLife.of(
        runs.isLocked(run.key()),
        run.activity().heartbeatAge(),
        silence,
        run.activity().stopRequested());
  }

  /** A phase and the execution that ran it. */
  private record PhaseOf(long execution, StepRecord record) {}

  /** With those that earlier executions completed, which a resumed run does not repeat. */
  private Map<String, PhaseOf> phases(List<RunSummary> executions) {
    Map<String, PhaseOf> byName = new LinkedHashMap<>();
    for (int at = 0; at < executions.size(); at++) {
      long execution = executions.get(at).execution().id();
      boolean last = at == executions.size() - 1;
      history.phases(execution).stream()
          .filter(phase -> last || phase.status() == BatchStatus.COMPLETED)
          .forEach(phase -> byName.put(phase.name(), new PhaseOf(execution, phase)));
    }
    return byName;
  }

  private List<ParameterRow> parameters(List<RunSummary> executions, boolean hidden) {
    return executions.isEmpty()
        ? List.of()
        : history.parameters(executions.get(executions.size() - 1).execution().id()).stream()
            .filter(one -> !hidden || !one.name().equals(RunRequest.REASON))
            .toList();
  }

  private List<RunDetail.Phase> lines(
      Map<String, PhaseOf> ran,
      List<RunItemStore.Reason> reasons,
      PastNights nights,
      @Nullable RunLife life,
      boolean hidden) {
    Map<String, Long> failed =
        reasons.stream()
            .collect(
                Collectors.groupingBy(
                    RunItemStore.Reason::phase,
                    Collectors.summingLong(RunItemStore.Reason::items)));
    List<RunDetail.Phase> lines = new ArrayList<>();
    ran.values()
        .forEach(
            phase ->
                lines.add(
                    line(
                        phase,
                        failed.getOrDefault(phase.record().name(), 0L),
                        nights.phase(phase.record().name()),
                        hidden)));
    if (life != null) {
      nights.phases().stream()
          .filter(phase -> !ran.containsKey(phase.name()))
          .forEach(phase -> lines.add(toCome(phase)));
    }
    return lines;
  }

  private RunDetail.Phase line(
      PhaseOf phase, long failed, PastNights.@Nullable Phase median, boolean hidden) {
    StepRecord record = phase.record();
    Instant started = NewYorkTime.instant(record.startTime());
    Double seconds = record.seconds();
    if (seconds == null && started != null) {
      seconds = Duration.between(started, clock.instant()).toMillis() / 1000.0;
    }
    return new RunDetail.Phase(
        record.name(),
        record.status().name(),
        phase.execution(),
        started,
        seconds,
        record.read(),
        record.written(),
        failed,
        median == null ? null : median.seconds(),
        hidden ? "" : record.exitMessage().lines().findFirst().orElse(""));
  }

  private static RunDetail.Phase toCome(PastNights.Phase phase) {
    return new RunDetail.Phase(
        phase.name(), "TO_COME", null, null, null, 0, 0, 0, phase.seconds(), "");
  }

  private static RunDetail.Start start(RunRecord start, @Nullable RunLife life, boolean hidden) {
    boolean open = start.end().at().isEmpty();
    return new RunDetail.Start(
        start.runId(),
        start.start().source(),
        new RunRow.Owner(
            start.start().owner().host(),
            start.start().owner().pid(),
            start.start().owner().version()),
        start.state().name(),
        life,
        open ? start.activity().heartbeatAge().toSeconds() : null,
        start.start().at(),
        start.end().at().orElse(null),
        ExitCode.recorded(start.end()).orElse(null),
        start.end().executionId().isPresent() ? start.end().executionId().getAsLong() : null,
        start.start().request().orElse(null),
        hidden ? "" : start.end().message());
  }
}
