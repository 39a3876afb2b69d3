package io.afterclose.symbolbatch.price;

import io.afterclose.cli.option.ReadCommand;
import io.afterclose.cli.output.ResultTable;
import io.afterclose.database.connection.Database;
import io.afterclose.market.price.QuarantineStore;
import io.afterclose.market.price.QuarantinedValue;
import io.afterclose.run.execution.ProcessContext;
import io.afterclose.run.history.JobHistoryStore;
import io.afterclose.run.name.JobName;
import java.time.LocalDate;
import java.util.List;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;

/** {@code quarantine}: what providers answered that is no price. */
@Command(
    name = "quarantine",
    description = "Lists the values that the runs of a date kept out, with the reasons.",
    mixinStandardHelpOptions = true)
public final class QuarantineCommand extends ReadCommand {

  @Option(names = "--date", required = true, paramLabel = "DATE", description = "The session.")
  private LocalDate date = LocalDate.MIN;

  public QuarantineCommand(ProcessContext process) {
    super(process, JobName.SYMBOL_BATCH);
  }

  @Override
  protected void checkOptions() {
    process().targetDate().require(date);
  }

  @Override
  protected ResultTable read(Database opened) {
    List<Long> executions =
        new JobHistoryStore(opened.dataSource())
            .ofDate(job(), date).stream().map(run -> run.execution().id()).toList();
    QuarantineStore quarantine = new QuarantineStore(opened.dataSource(), process().clock());
    return ResultTable.of(quarantine.ofRuns(executions))
        .column("symbol", QuarantinedValue::symbol)
        .column("price_date", QuarantinedValue::date)
        .column("reason", QuarantinedValue::reason)
        .column("detail", QuarantinedValue::detail)
        .column("source", QuarantinedValue::source)
        .table();
  }
}
