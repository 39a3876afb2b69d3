package io.afterclose.console.onboarding;

import io.afterclose.console.access.Actor;
import io.afterclose.console.audit.AuditEntry;
import io.afterclose.console.audit.AuditStore;
import io.afterclose.console.child.ChildAnswer;
import io.afterclose.console.child.JobCommands;
import io.afterclose.console.problem.ProblemException;
import io.afterclose.console.problem.ProblemKind;
import io.afterclose.portfolio.position.PortfolioName;
import io.afterclose.portfolio.position.PortfolioOverview;
import io.afterclose.portfolio.position.PortfolioOverviewStore;
import io.afterclose.run.name.JobName;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * Hands a file of positions to the portfolio job's {@code onboard}, which checks it, makes the
 * first snapshot, and queues the symbols that are unknown.
 */
final class Upload {

  private static final int NOT_COMPLETE = 4;

  private final JobCommands jobs;
  private final PortfolioOverviewStore portfolios;
  private final AuditStore audit;
  private final Clock clock;

  Upload(JobCommands jobs, PortfolioOverviewStore portfolios, AuditStore audit, Clock clock) {
    this.jobs = jobs;
    this.portfolios = portfolios;
    this.audit = audit;
    this.clock = clock;
  }

  /**
   * A portfolio that was made.
   *
   * @param complete whether nothing of it is missing
   * @param phases what is done and what is missing, as the job prints it in JSON
   */
  record Made(PortfolioOverview portfolio, boolean complete, String phases) {}

  /**
   * Makes a portfolio of a file.
   *
   * @param cash {@code AMOUNT@DATE}; empty for none
   * @throws ProblemException naming every line that is wrong; nothing was made then
   */
  Made make(Actor actor, String address, String name, byte[] file, String cash) {
    AuditEntry entry = AuditEntry.done(clock.instant(), actor, address, "portfolio.import", name);
    try {
      PortfolioName checked = checked(name);
      if (!actor.visibility().all()) {
        throw new ProblemException(
            ProblemKind.FORBIDDEN, "this account sees some portfolios only, and can add none");
      }
      ChildAnswer answer = onboard(checked.text(), file, cash);
      if (answer.exitCode() != 0 && answer.exitCode() != NOT_COMPLETE) {
        throw problem(answer);
      }
      audit.add(entry);
      return new Made(
          portfolios
              .ofName(checked)
              .orElseThrow(() -> ProblemException.notFound("portfolio '" + name + "'")),
          answer.exitCode() == 0,
          answer.output());
    } catch (ProblemException problem) {
      audit.add(refused(entry, problem));
      throw problem;
    }
  }

  private static PortfolioName checked(String name) {
    try {
      return PortfolioName.of(name);
    } catch (IllegalArgumentException none) {
      throw ProblemException.invalid("name: " + none.getMessage());
    }
  }

  private static AuditEntry refused(AuditEntry entry, ProblemException problem) {
    return entry.ended(
        problem.kind() == ProblemKind.FORBIDDEN
            ? AuditEntry.Outcome.DENIED
            : AuditEntry.Outcome.REFUSED,
        problem.detail());
  }

  private static ProblemException problem(ChildAnswer answer) {
    ProblemKind kind = ChildAnswer.kind(answer.exitCode());
    List<String> errors = answer.message().lines().toList();
    return new ProblemException(
        kind,
        errors.isEmpty() ? "the import ended without a word" : errors.get(0),
        Map.of("errors", errors));
  }

  private ChildAnswer onboard(String name, byte[] file, String cash) {
    try {
      Path positions = Files.createTempFile("afterclose-upload", ".csv");
      try {
        Files.write(positions, file);
        List<String> words = new ArrayList<>(List.of("onboard", "--no-wait", "-o", "json"));
        words.add("--name=" + name);
        words.add("--file=" + positions);
        Optional.of(cash)
            .filter(text -> !text.isBlank())
            .ifPresent(text -> words.add("--cash=" + text));
        return jobs.ask(JobName.PORTFOLIO_REFRESH, words);
      } finally {
        Files.deleteIfExists(positions);
      }
    } catch (IOException failed) {
      throw new UncheckedIOException(failed);
    }
  }
}
