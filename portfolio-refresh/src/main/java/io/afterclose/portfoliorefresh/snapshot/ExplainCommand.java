package io.afterclose.portfoliorefresh.snapshot;

import io.afterclose.database.Database;
import io.afterclose.market.price.PriceOriginStore;
import io.afterclose.portfoliorefresh.portfolio.Portfolio;
import io.afterclose.portfoliorefresh.portfolio.PortfolioOption;
import io.afterclose.portfoliorefresh.portfolio.PortfolioStore;
import io.afterclose.run.JobName;
import io.afterclose.run.launch.CommandRefused;
import io.afterclose.run.launch.DatabaseOption;
import io.afterclose.run.launch.ExitCode;
import io.afterclose.run.launch.Surroundings;
import io.afterclose.run.output.OutputOption;
import io.afterclose.run.output.ResultTable;
import java.time.LocalDate;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.Callable;
import org.slf4j.LoggerFactory;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

/** {@code explain}: what a snapshot was made of. */
@Command(
    name = "explain",
    description = {
      "Tells what a snapshot was made of.",
      "Its totals; each position with quantity, price, the price's session, provider (source) and",
      "run (execution), value, cost and profit; the cash rows since the snapshot before it; the",
      "profit of the day and its parts; all revisions and why each was made."
    },
    mixinStandardHelpOptions = true)
public final class ExplainCommand implements Callable<Integer> {

  private final Surroundings surroundings;

  @Mixin private DatabaseOption database = new DatabaseOption();
  @Mixin private OutputOption output = new OutputOption();
  @Mixin private PortfolioOption portfolioOption = new PortfolioOption();

  @Option(names = "--date", required = true, paramLabel = "DATE", description = "The session.")
  private LocalDate date = LocalDate.MIN;

  public ExplainCommand(Surroundings surroundings) {
    this.surroundings = surroundings;
  }

  @Override
  public Integer call() {
    try (Database opened = database.open(surroundings, JobName.PORTFOLIO_REFRESH)) {
      Portfolio portfolio =
          portfolioOption
              .known(new PortfolioStore(opened.dataSource(), surroundings.clock()))
              .orElseThrow(() -> usage("explain is about one portfolio; name it with --portfolio"));
      RevisionStore store = new RevisionStore(opened.dataSource());
      List<Revision> revisions = store.ofDate(portfolio.id(), date);
      if (revisions.isEmpty()) {
        throw none(portfolio);
      }
      output.print(explained(portfolio, revisions, store, opened));
    }
    return ExitCode.DONE.code();
  }

  private ResultTable explained(
      Portfolio portfolio, List<Revision> revisions, RevisionStore store, Database opened) {
    Revision latest = revisions.get(revisions.size() - 1);
    DailyPerformance performance =
        new DailyPerformanceStore(opened.dataSource()).of(portfolio.id(), date);
    PastInputs past = new PastInputs(opened.dataSource(), surroundings.calendar());
    Optional<ValuedDay> day = day(past, portfolio, date, latest);
    Optional<ValuedDay> before =
        Optional.ofNullable(performance.previousDate())
            .flatMap(
                previous -> {
                  List<Revision> earlier = store.ofDate(portfolio.id(), previous);
                  return day(past, portfolio, previous, earlier.get(earlier.size() - 1));
                });
    ExplainedSnapshot explained =
        new ExplainedSnapshot(surroundings.calendar(), date).totals(latest);
    day.ifPresent(
        valued ->
            explained
                .positions(
                    valued,
                    new PriceOriginStore(opened.dataSource())
                        .prices(
                            valued.oldestPrice(),
                            date,
                            valued.symbols(),
                            Optional.ofNullable(latest.readPosition())))
                .cash(valued, before));
    return explained.profit(performance, latest, day, before).revisions(revisions).table();
  }

  private static Optional<ValuedDay> day(
      PastInputs past, Portfolio portfolio, LocalDate date, Revision revision) {
    Optional<ValuedDay> day =
        past.read(portfolio, date, revision)
            .map(inputs -> ValuedDay.of(inputs.history(), inputs.market(), date));
    if (day.isEmpty()) {
      LoggerFactory.getLogger(ExplainCommand.class)
          .warn(
              "the inputs of {} revision {} cannot be read back: it was made before their changes"
                  + " were kept, or on another server; what was made of them is left out",
              date,
              revision.number());
    }
    return day;
  }

  private CommandRefused none(Portfolio portfolio) {
    return usage(
        "'%1$s' has no snapshot on %2$s; 'snapshots --portfolio' shows those it has, 'plan --portfolio' those it lacks"
            .formatted(portfolio.name(), date));
  }

  private static CommandRefused usage(String message) {
    return new CommandRefused(ExitCode.USAGE, message);
  }
}
