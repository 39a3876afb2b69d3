package io.afterclose.console.nights;

import io.afterclose.run.history.ItemFailure;
import io.afterclose.run.history.StepRecord;
import java.time.LocalDate;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * What programs are answered, member by member in its order. Names and numbers are those of the
 * command line's {@code -o json}: seconds, counts, UTC, and null for what there is not.
 */
final class Answers {

  private static final String JOB = "job";
  private static final String DATE = "date";
  private static final String SECONDS = "seconds";
  private static final String PHASE = "phase";
  private static final String FAILED = "failed";
  private static final String WRITTEN = "written";

  /** What a file says of a run: the members of {@link #run}. */
  static final List<String> RUN_COLUMNS =
      List.of(
          "run",
          JOB,
          DATE,
          "scope",
          "revision",
          "outcome",
          "source",
          "started_utc",
          "ended_utc",
          SECONDS,
          WRITTEN,
          FAILED,
          "host",
          "pid",
          "version",
          "execution",
          "exit_code",
          "message");

  private Answers() {}

  /** A span of nights. */
  static Map<String, Object> nights(
      LocalDate from, LocalDate to, LocalDate asOf, List<NightDay> days) {
    Map<String, Object> answer = new LinkedHashMap<>();
    answer.put("from", from);
    answer.put("to", to);
    answer.put("as_of", asOf);
    answer.put("days", days.stream().map(Answers::day).toList());
    return answer;
  }

  private static Map<String, Object> day(NightDay day) {
    Map<String, Object> answer = new LinkedHashMap<>();
    answer.put(DATE, day.date());
    answer.put("session", day.closed() == null);
    answer.put("closed", day.closed());
    answer.put("early_close", day.earlyClose());
    answer.put("nights", day.nights().stream().map(Answers::night).toList());
    return answer;
  }

  private static Map<String, Object> night(Night night) {
    RunRow run = night.run();
    Map<String, Object> answer = new LinkedHashMap<>();
    answer.put(JOB, night.job().text());
    answer.put("outcome", night.outcome());
    answer.put("left_to", night.leftTo());
    answer.put("run", run == null ? null : run.id());
    answer.put("revision", run == null ? null : run.target().revision());
    answer.put(WRITTEN, run == null ? null : run.written());
    answer.put(FAILED, run == null ? null : run.failed());
    answer.put("failed_share", run == null ? null : run.failedShare());
    answer.put(SECONDS, run == null ? null : run.seconds());
    return answer;
  }

  /** A start of a run. */
  static Map<String, Object> run(RunRow run) {
    Map<String, Object> answer = new LinkedHashMap<>();
    answer.put("run", run.id());
    answer.put(JOB, run.target().job());
    answer.put(DATE, run.target().date());
    answer.put("scope", run.target().scope());
    answer.put("revision", run.target().revision());
    answer.put("outcome", run.outcome().style());
    answer.put("source", run.source());
    answer.put("started_utc", run.started());
    answer.put("ended_utc", run.ended());
    answer.put(SECONDS, run.seconds());
    answer.put(WRITTEN, run.written());
    answer.put(FAILED, run.failed());
    addOwner(answer, run.owner());
    answer.put("execution", run.execution());
    answer.put("exit_code", run.exitCode());
    answer.put("message", run.message());
    return answer;
  }

  private static void addOwner(Map<String, Object> answer, RunRow.Owner owner) {
    answer.put("host", owner.host());
    answer.put("pid", owner.pid());
    answer.put("version", owner.version());
  }

  /** All that is known of a run. */
  static Map<String, Object> detail(RunDetail detail) {
    Map<String, Object> answer = run(detail.run());
    answer.put("latest_revision", detail.latestRevision());
    answer.put("state", detail.life() == null ? null : detail.life().text());
    answer.put("seconds_left", detail.secondsLeft());
    answer.put("median_seconds", detail.past().seconds());
    answer.put("median_of_nights", detail.past().nights());
    answer.put("messages_hidden", detail.wordsHidden());
    Map<String, Object> parameters = new LinkedHashMap<>();
    detail.parameters().forEach(one -> parameters.put(one.name(), one.value()));
    answer.put("parameters", parameters);
    answer.put("phases", detail.phases().stream().map(Answers::phase).toList());
    answer.put("starts", detail.starts().stream().map(Answers::start).toList());
    answer.put("failures", detail.reasons().stream().map(Answers::reason).toList());
    return answer;
  }

  private static Map<String, Object> phase(RunDetail.Phase phase) {
    Map<String, Object> answer = new LinkedHashMap<>();
    answer.put(PHASE, phase.name());
    answer.put("status", phase.status());
    answer.put("execution", phase.execution());
    answer.put("started_utc", phase.started());
    answer.put(SECONDS, phase.seconds());
    answer.put("median_seconds", phase.median());
    answer.put("read", phase.read());
    answer.put(WRITTEN, phase.written());
    answer.put(FAILED, phase.failed());
    answer.put("message", phase.message());
    return answer;
  }

  private static Map<String, Object> start(RunDetail.Start start) {
    Map<String, Object> answer = new LinkedHashMap<>();
    answer.put("run", start.id());
    answer.put("status", start.state());
    answer.put("state", start.life() == null ? null : start.life().text());
    answer.put("heartbeat_seconds", start.heartbeatSeconds());
    answer.put("source", start.source());
    answer.put("started_utc", start.started());
    answer.put("ended_utc", start.ended());
    addOwner(answer, start.owner());
    answer.put("execution", start.execution());
    answer.put("request_id", start.request());
    answer.put("exit_code", start.exitCode());
    answer.put("message", start.message());
    return answer;
  }

  private static Map<String, Object> reason(RunItemStore.Reason reason) {
    Map<String, Object> answer = new LinkedHashMap<>();
    answer.put(PHASE, reason.phase());
    answer.put("reason", reason.reason());
    answer.put("items", reason.items());
    answer.put("example", reason.example());
    return answer;
  }

  /** An item that could not be done. */
  static Map<String, Object> item(RunItemStore.Item item) {
    ItemFailure failure = item.failure();
    Map<String, Object> answer = new LinkedHashMap<>();
    answer.put(PHASE, item.phase());
    answer.put("item", failure.item());
    answer.put("reason", failure.reason());
    answer.put("detail", failure.detail());
    return answer;
  }

  /** What a list holds and where it goes on. */
  static Map<String, Object> page(
      String name, List<Map<String, Object>> rows, @Nullable String next) {
    Map<String, Object> answer = new LinkedHashMap<>();
    answer.put(name, rows);
    answer.put("next", next);
    return answer;
  }

  /** Two runs compared. */
  static Map<String, Object> diff(RunDiff diff) {
    Map<String, Object> answer = new LinkedHashMap<>();
    answer.put("run", run(diff.one().run()));
    answer.put("with", run(diff.other().run()));
    answer.put("phases", diff.phases().stream().map(Answers::phases).toList());
    answer.put("items", diff.items().stream().map(Answers::items).toList());
    answer.put("items_left_out", diff.leftOut());
    return answer;
  }

  private static Map<String, Object> phases(RunDiff.Phases phases) {
    Map<String, Object> answer = new LinkedHashMap<>();
    answer.put(PHASE, phases.name());
    answer.put("run", phases.one() == null ? null : phase(phases.one()));
    answer.put("with", phases.other() == null ? null : phase(phases.other()));
    return answer;
  }

  private static Map<String, Object> items(RunDiff.Items items) {
    Map<String, Object> answer = new LinkedHashMap<>();
    answer.put(PHASE, items.phase());
    answer.put("item", items.item());
    answer.put("reason", items.one());
    answer.put("with_reason", items.other());
    return answer;
  }

  /** How far an active run is, with the same in words. */
  static Map<String, Object> progress(ActiveView view) {
    Map<String, Object> answer = new LinkedHashMap<>();
    RunRow run = view.run();
    answer.put("run", run.id());
    answer.put(JOB, run.target().job());
    answer.put(DATE, run.target().date());
    answer.put("scope", run.target().scope());
    answer.put("revision", run.target().revision());
    answer.put("state", view.life().text());
    answer.put("heartbeat_seconds", view.active().heartbeatAge().toSeconds());
    StepRecord phase = view.active().phase().orElse(null);
    answer.put(PHASE, phase == null ? null : phase.name());
    answer.put("phase_number", view.phaseNumber());
    answer.put("phases", view.phases());
    answer.put("read", phase == null ? null : phase.read());
    answer.put(WRITTEN, phase == null ? null : phase.written());
    answer.put("expected", view.expected());
    answer.put("started_utc", run.started());
    answer.put("seconds_left", view.secondsLeft());
    answer.put("median_of_nights", view.past().nights());
    answer.put("done", view.done());
    answer.put("summary", view.summary());
    answer.put("owner", view.owner());
    answer.put("life", view.life().words());
    return answer;
  }
}
