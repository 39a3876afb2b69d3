package io.afterclose.portfoliorefresh.gap;

import io.afterclose.cli.doctor.Finding;
import io.afterclose.cli.doctor.JobCheck;
import io.afterclose.database.connection.Database;
import io.afterclose.portfoliorefresh.gap.NightStore.Night;
import io.afterclose.run.execution.ProcessContext;
import io.afterclose.run.history.JobHistoryStore;
import io.afterclose.run.name.JobName;
import io.afterclose.run.name.RunScope;
import java.time.LocalDate;
import java.util.List;
import java.util.SortedSet;
import java.util.stream.Collectors;
import javax.sql.DataSource;

/** Whether the last complete night made snapshots: a night that wrote nothing is complete too. */
public final class SnapshotCheck implements JobCheck {

  private static final String CHECK = "snapshots";

  private final ProcessContext process;

  public SnapshotCheck(ProcessContext process) {
    this.process = process;
  }

  @Override
  public List<Finding> findings(Database database, LocalDate due) {
    SortedSet<LocalDate> nights =
        new JobHistoryStore(database.dataSource())
            .completedDates(JobName.PORTFOLIO_REFRESH, RunScope.EVERYTHING);
    return List.of(
        nights.isEmpty()
            ? Finding.ok(CHECK, "no night is complete yet")
            : ofNight(database.dataSource(), nights.last()));
  }

  private Finding ofNight(DataSource dataSource, LocalDate session) {
    Night night = new NightStore(dataSource).night(session);
    String found =
        "%d of %d portfolios have one of %s".formatted(night.written(), night.held(), session);
    if (night.written() == night.held()) {
      return Finding.ok(CHECK, found);
    }
    return night.written() > 0
        ? Finding.warn(CHECK, found, "'missing --date %s' may say why".formatted(session))
        : Finding.fail(CHECK, found + "; " + coverage(dataSource, session), advice(session));
  }

  private String coverage(DataSource dataSource, LocalDate session) {
    return new PriceCoverage(process.calendar(), new CoverageStore(dataSource))
        .of(List.of(session), session).stream()
            .map(DateCoverage::describe)
            .collect(Collectors.joining());
  }

  private static String advice(LocalDate session) {
    return "'symbol-batch missing --date %1$s' says why prices lack; 'run --date %1$s' makes them"
            .formatted(session)
        + " once they are there";
  }
}
