package io.afterclose.portfoliorefresh.refresh;

import io.afterclose.portfoliorefresh.gap.DateCoverage;
import io.afterclose.portfoliorefresh.gap.DueDate;
import io.afterclose.portfoliorefresh.gap.GapPlan;
import io.afterclose.portfoliorefresh.gap.PortfolioDates;
import io.afterclose.run.history.JobHistoryStore;
import io.afterclose.run.history.NextRun;
import io.afterclose.run.name.JobName;
import io.afterclose.run.name.RunKey;
import io.afterclose.run.plan.WorkList;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.TreeSet;

/**
 * The snapshots that a command which starts runs would make. Nothing is written.
 *
 * @param work each snapshot once, in the order of the runs: items of portfolio, date and reason
 * @param portfolios how many it is of
 * @param skipped dates that some portfolio lacks but that have too few prices, ascending
 */
public record CommandPlan(WorkList work, int portfolios, List<DateCoverage> skipped) {

  public CommandPlan {
    skipped = List.copyOf(skipped);
  }

  /** A snapshot of a portfolio. */
  private record Snapshot(long portfolio, LocalDate date) {}

  /**
   * The plan of a command. What one of its runs makes the later ones find made.
   *
   * @param planner the runs' own
   * @param sessions of its runs, in their order
   */
  public static CommandPlan of(
      WorkList.Action action,
      List<LocalDate> sessions,
      RefreshScope scope,
      JobHistoryStore history,
      PortfolioPlan planner) {
    List<List<String>> items = new ArrayList<>();
    Set<Snapshot> made = new HashSet<>();
    SortedMap<LocalDate, DateCoverage> skipped = new TreeMap<>();
    for (LocalDate session : sessions) {
      NextRun next =
          NextRun.of(history, new RunKey(JobName.PORTFOLIO_REFRESH, session, scope.text()));
      GapPlan plan = planner.plan(scope.request(next));
      plan.skipped().forEach(date -> skipped.put(date.date(), date));
      for (PortfolioDates portfolio : plan.work()) {
        for (DueDate due : portfolio.due()) {
          if (made.add(new Snapshot(portfolio.portfolio().id(), due.date()))) {
            items.add(
                List.of(portfolio.portfolio().name(), due.date().toString(), due.reason().text()));
          }
        }
      }
    }
    Set<Long> portfolios = new TreeSet<>();
    made.forEach(snapshot -> portfolios.add(snapshot.portfolio()));
    return new CommandPlan(
        new WorkList(
            JobName.PORTFOLIO_REFRESH,
            action,
            scope.text(),
            sessions,
            action == WorkList.Action.RERUN,
            items),
        portfolios.size(),
        List.copyOf(skipped.values()));
  }
}
