package io.afterclose.portfoliorefresh.report.figure;

import io.afterclose.database.connection.Database;
import io.afterclose.portfolio.figure.FigureStore;
import io.afterclose.portfolio.position.Portfolio;
import io.afterclose.portfolio.position.PortfolioStore;
import io.afterclose.portfoliorefresh.refresh.PortfolioOption;
import io.afterclose.report.figure.FigureSession;
import io.afterclose.run.execution.ProcessContext;
import io.afterclose.run.outcome.InvalidInputException;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Option;

/** The options of a command about the figures of one session of one portfolio. */
final class SessionOptions {

  @Option(
      names = "--portfolio",
      required = true,
      paramLabel = "NAME",
      description = "The portfolio.")
  private String name = "";

  @Option(
      names = "--date",
      paramLabel = "DATE",
      description = "The session (default: the newest with figures).")
  private @Nullable LocalDate date;

  /**
   * The session.
   *
   * @throws InvalidInputException for an unknown portfolio or a date without figures
   */
  FigureSession session(Database opened, ProcessContext process) {
    return session(opened, process, name, date);
  }

  /**
   * The session of a date, or the newest one.
   *
   * @param date null for the newest session with figures
   * @throws InvalidInputException for an unknown portfolio or a date without figures
   */
  static FigureSession session(
      Database opened, ProcessContext process, String name, @Nullable LocalDate date) {
    Portfolio portfolio =
        PortfolioOption.named(new PortfolioStore(opened.dataSource(), process.clock()), name);
    LocalDate upTo =
        date == null ? LocalDate.ofInstant(process.clock().instant(), ZoneOffset.UTC) : date;
    Optional<FigureSession> newest =
        FigureSession.newest(
            portfolio, upTo, new FigureStore(opened.dataSource(), process.clock()));
    return newest
        .filter(session -> date == null || session.date().equals(date))
        .orElseThrow(
            () ->
                new InvalidInputException(none(portfolio, date, newest.map(FigureSession::date))));
  }

  private static String none(
      Portfolio portfolio, @Nullable LocalDate date, Optional<LocalDate> newest) {
    String when = date == null ? "" : " of " + date;
    return "'%s' has no figures%s; %s"
        .formatted(
            portfolio.name(),
            when,
            newest
                .map(before -> "did you mean " + before + "? It is the newest session before it")
                .orElse("the next 'run' after its first snapshot calculates them"));
  }
}
