package io.afterclose.console.request;

import io.afterclose.run.history.ItemFailureStore;
import io.afterclose.run.history.JobHistoryStore;
import io.afterclose.run.lock.RunRecord;
import io.afterclose.run.lock.RunStore;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** Requests as the interface tells them: what was planned beside what was done. */
final class RequestAnswers {

  private final RequestStore requests;
  private final RunStore runs;
  private final JobHistoryStore history;
  private final ItemFailureStore failures;

  RequestAnswers(
      RequestStore requests, RunStore runs, JobHistoryStore history, ItemFailureStore failures) {
    this.requests = requests;
    this.runs = runs;
    this.history = history;
    this.failures = failures;
  }

  /** A request in full. */
  Map<String, Object> full(StoredRequest request) {
    Map<String, Object> members = brief(request);
    if (request.state().name() == RequestState.REQUESTED) {
      members.put("position_in_queue", requests.ahead(request.id()));
    }
    members.put("process", process(request.work()));
    List<RunRecord> made = runs.ofRequest(request.id());
    members.put("runs", made.stream().map(RequestAnswers::run).toList());
    members.put("planned", boxed(request));
    members.put("did", did(made));
    return members;
  }

  /** A request in a list. */
  Map<String, Object> brief(StoredRequest request) {
    RunOrder order = request.order();
    Map<String, Object> members = new LinkedHashMap<>();
    members.put("id", request.id().toString());
    members.put("action", order.action().text());
    members.put("job", order.job().text());
    members.put("from", order.from().toString());
    members.put("to", order.to().toString());
    members.put("scope", order.scope().text());
    members.put("force", order.force());
    members.put("state", request.state().name().name());
    members.put(
        "exit_code",
        request.state().exitCode().isPresent() ? request.state().exitCode().getAsInt() : null);
    members.put("problem", orNull(request.state().problem()));
    members.put("reason", request.asked().reason());
    members.put("actor", request.asked().actor());
    members.put("source", request.asked().source());
    members.put("plan", request.asked().plan().orElse(null));
    members.put("created_at", request.asked().at().toString());
    members.put("started_at", text(request.work().startedAt()));
    members.put("ended_at", text(request.state().endedAt()));
    return members;
  }

  private static @Nullable Integer boxed(StoredRequest request) {
    return request.asked().planned().isPresent() ? request.asked().planned().getAsInt() : null;
  }

  private static @Nullable Map<String, Object> process(StoredRequest.Work work) {
    return work.pid().isPresent()
        ? Map.of("host", work.host(), "pid", work.pid().getAsLong())
        : null;
  }

  private static Map<String, Object> run(RunRecord run) {
    Map<String, Object> members = new LinkedHashMap<>();
    members.put("job", run.key().job().text());
    members.put("date", run.key().date().toString());
    members.put("revision", run.start().revision());
    members.put("state", run.state().name());
    members.put(
        "address", "/api/v1/runs/%s/%s".formatted(run.key().job().text(), run.key().date()));
    return members;
  }

  /** What was written, and every item that was not, with its reason; null before there is a run. */
  private @Nullable Map<String, Object> did(List<RunRecord> made) {
    List<Long> executions =
        made.stream().flatMap(run -> run.end().executionId().stream().boxed()).toList();
    if (executions.isEmpty()) {
      return null;
    }
    long written = 0;
    List<Map<String, Object>> notDone = new ArrayList<>();
    for (long execution : executions) {
      for (var phase : history.phases(execution)) {
        written += phase.written();
        failures
            .ofPhase(execution, phase.name())
            .forEach(
                failure ->
                    notDone.add(
                        Map.of(
                            "phase", phase.name(),
                            "item", failure.item(),
                            "reason", failure.reason(),
                            "detail", failure.detail())));
      }
    }
    Map<String, Object> did = new LinkedHashMap<>();
    did.put("written", written);
    did.put("not_done", notDone);
    return did;
  }

  /**
   * What a phase of a request's runs did.
   *
   * @param written items that it wrote
   * @param failed items that it could not do
   */
  record Counts(long written, long failed) {}

  /** The counts of one phase over all runs of a request. */
  Counts counts(StoredRequest request, String phase) {
    long written = 0;
    long failed = 0;
    for (RunRecord run : runs.ofRequest(request.id())) {
      if (run.end().executionId().isPresent()) {
        long execution = run.end().executionId().getAsLong();
        written +=
            history.phases(execution).stream()
                .filter(one -> one.name().equals(phase))
                .mapToLong(one -> one.written())
                .sum();
        failed += failures.ofPhase(execution, phase).size();
      }
    }
    return new Counts(written, failed);
  }

  private static @Nullable String text(Optional<?> value) {
    return value.map(Object::toString).orElse(null);
  }

  private static @Nullable String orNull(String text) {
    return text.isEmpty() ? null : text;
  }
}
