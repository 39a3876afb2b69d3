package io.afterclose.symbolbatch.price;

import io.afterclose.cli.command.ExitCode;
import io.afterclose.cli.option.DatabaseOption;
import io.afterclose.cli.output.OutputOption;
import io.afterclose.cli.output.ResultTable;
import io.afterclose.database.connection.Database;
import io.afterclose.market.price.QuarantineStore;
import io.afterclose.run.execution.ProcessContext;
import io.afterclose.run.history.JobHistoryStore;
import io.afterclose.run.history.RunSummary;
import io.afterclose.run.name.JobName;
import java.time.LocalDate;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

/** {@code quarantine}: what providers answered that is no price. */
@Command(
    name = "quarantine",
    description = "Lists the values that the runs of a date kept out, with the reasons.",
    mixinStandardHelpOptions = true)
public final class QuarantineCommand implements Callable<Integer> {

  private final ProcessContext process;

  @Mixin private DatabaseOption database = new DatabaseOption();
  @Mixin private OutputOption output = new OutputOption();

  @Option(names = "--date", required = true, paramLabel = "DATE", description = "The session.")
  private LocalDate date = LocalDate.MIN;

  public QuarantineCommand(ProcessContext process) {
    this.process = process;
  }

  @Override
  public Integer call() {
    process.targetDate().resolve(Optional.of(date));
    ResultTable result = ResultTable.of("symbol", "price_date", "reason", "detail", "source");
    try (Database opened = database.open(process, JobName.SYMBOL_BATCH)) {
      List<Long> executions =
          new JobHistoryStore(opened.dataSource())
              .ofDate(JobName.SYMBOL_BATCH, date).stream().map(RunSummary::executionId).toList();
      new QuarantineStore(opened.dataSource(), process.clock())
          .ofRuns(executions)
          .forEach(
              value ->
                  result.add(
                      value.symbol(),
                      value.date(),
                      value.reason(),
                      value.detail(),
                      value.source()));
    }
    output.print(result);
    return ExitCode.DONE.code();
  }
}
