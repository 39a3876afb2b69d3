package io.afterclose.console.request;

import io.afterclose.cli.command.ExitCode;
import io.afterclose.console.child.ChildAnswer;
import io.afterclose.console.problem.ProblemKind;
import io.afterclose.run.lock.RunRecord;
import io.afterclose.run.lock.RunStore;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import java.util.function.Predicate;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Records how requests end. The job's own records are believed before the exit code of a process.
 */
final class RequestEnds {

  private static final Logger LOG = LoggerFactory.getLogger(RequestEnds.class);

  private final RequestStore requests;
  private final RunStore runs;
  private final RequestLog log;
  private final String host;

  RequestEnds(RequestStore requests, RunStore runs, RequestLog log, String host) {
    this.requests = requests;
    this.runs = runs;
    this.log = log;
    this.host = host;
  }

  /**
   * A process ended.
   *
   * @param message its last words; empty where they are in the log
   */
  void ended(StoredRequest request, int exitCode, String message) {
    try {
      String problem =
          exitCode == 0 ? "" : message.isEmpty() ? log.lastLine(request.id()) : message;
      requests.end(request.id(), state(exitCode), exitCode, problem);
    } catch (RuntimeException unrecorded) {
      LOG.error(
          "console: request {} ended with {}, which could not be recorded now",
          request.id(),
          exitCode,
          unrecorded);
    }
  }

  private static RequestState state(int exitCode) {
    ProblemKind kind = ChildAnswer.kind(exitCode);
    return switch (kind) {
      case INVALID, ALREADY_RUNNING, DATE_REFUSED, PLAN_CHANGED -> RequestState.REFUSED;
      default -> RequestState.ENDED;
    };
  }

  /** Requests whose process ended while nobody looked: a console, or its machine, was gone. */
  void findLost(Predicate<UUID> own) {
    for (StoredRequest request : requests.unfinished()) {
      if (request.state().name() == RequestState.STARTED
          && !own.test(request.id())
          && !works(request)) {
        List<RunRecord> made = runs.ofRequest(request.id());
        boolean open = made.stream().anyMatch(run -> run.end().at().isEmpty());
        if (!open || request.work().host().equals(host)) {
          requests.end(request.id(), RequestState.ENDED, exitCode(made).orElse(null), lost(made));
        }
      }
    }
  }

  /** On another machine only the run's own record tells. */
  private boolean works(StoredRequest request) {
    if (!request.work().host().equals(host)) {
      List<RunRecord> made = runs.ofRequest(request.id());
      return made.isEmpty() || made.stream().anyMatch(run -> runs.isLocked(run.key()));
    }
    return ChildProcess.of(request).flatMap(ChildProcess::alive).isPresent();
  }

  private static Optional<Integer> exitCode(List<RunRecord> made) {
    return made.isEmpty() ? Optional.empty() : ExitCode.recorded(made.get(made.size() - 1).end());
  }

  private static String lost(List<RunRecord> made) {
    @Nullable RunRecord last = made.isEmpty() ? null : made.get(made.size() - 1);
    if (last == null) {
      return "its process ended before a run began; the log has its last words";
    }
    return last.end().at().isPresent()
        ? last.end().message()
        : "its process died; the next run of the date resumes it";
  }
}
