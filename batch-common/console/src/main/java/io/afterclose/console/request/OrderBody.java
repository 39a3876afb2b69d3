package io.afterclose.console.request;

import io.afterclose.console.problem.ProblemException;
import io.afterclose.run.name.JobName;
import io.afterclose.run.name.RunScope;
import io.afterclose.run.outcome.InvalidInputException;
import java.time.LocalDate;
import java.time.format.DateTimeParseException;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/**
 * What a client sends for a plan or a request.
 *
 * @param action run, rerun, backfill, stop or recover
 * @param from the date; the first one of a backfill
 * @param to the last one of a backfill; else not needed
 * @param scope {@code all}, {@code portfolio:NAME} or {@code symbols:A,B}; not given for all
 * @param force whether a complete night is done again
 * @param reason for the audit; a plan needs none
 */
record OrderBody(
    @Nullable String action,
    @Nullable String job,
    @Nullable String from,
    @Nullable String to,
    @Nullable String scope,
    @Nullable Boolean force,
    @Nullable String reason) {

  /**
   * The order.
   *
   * @throws ProblemException naming everything that is wrong
   */
  RunOrder order() {
    List<String> wrong = new ArrayList<>();
    Optional<RequestAction> what = read("action", action, RequestAction::of, wrong);
    Optional<JobName> which = read("job", job, JobName::of, wrong);
    Optional<LocalDate> first = read("from", from, OrderBody::day, wrong);
    Optional<LocalDate> last = to == null ? first : read("to", to, OrderBody::day, wrong);
    Optional<RunScope> covers =
        scope == null ? Optional.of(RunScope.ALL) : read("scope", scope, RunScope::of, wrong);
    if (!wrong.isEmpty()) {
      throw ProblemException.invalid(String.join("; ", wrong));
    }
    try {
      return new RunOrder(
          what.orElseThrow(),
          which.orElseThrow(),
          first.orElseThrow(),
          last.orElseThrow(),
          covers.orElseThrow(),
          Boolean.TRUE.equals(force));
    } catch (InvalidInputException unfit) {
      throw ProblemException.invalid(String.valueOf(unfit.getMessage()));
    }
  }

  private static <T> Optional<T> read(
      String name, @Nullable String text, Function<String, T> parser, List<String> wrong) {
    if (text == null || text.isBlank()) {
      wrong.add(name + ": it is missing");
      return Optional.empty();
    }
    try {
      return Optional.of(parser.apply(text.strip()));
    } catch (IllegalArgumentException unfit) {
      wrong.add(name + ": " + unfit.getMessage());
      return Optional.empty();
    }
  }

  private static LocalDate day(String text) {
    try {
      return LocalDate.parse(text);
    } catch (DateTimeParseException none) {
      throw new IllegalArgumentException(
          "'" + text + "' is no date; a day as 2022-06-30 was expected", none);
    }
  }
}
