package io.afterclose.symbolbatch.metrics;

import io.afterclose.cli.command.ReadCommand;
import io.afterclose.cli.output.ResultTable;
import io.afterclose.database.connection.Database;
import io.afterclose.quant.symbol.Symbol;
import io.afterclose.run.execution.ProcessContext;
import io.afterclose.run.name.JobName;
import io.afterclose.symbolbatch.session.SymbolOption;
import java.time.LocalDate;
import java.util.Optional;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

/** {@code metrics}: the metrics rows of a date. */
@Command(
    name = "metrics",
    description = "Prints the metrics of a date; reasons tells why a value is missing.",
    mixinStandardHelpOptions = true)
public final class MetricsCommand extends ReadCommand {

  @Mixin private SymbolOption symbol = new SymbolOption();

  @Option(names = "--date", required = true, paramLabel = "DATE", description = "The session.")
  private LocalDate date = LocalDate.MIN;

  public MetricsCommand(ProcessContext process) {
    super(process, JobName.SYMBOL_BATCH);
  }

  @Override
  protected void checkOptions() {
    process().targetDate().require(date);
  }

  @Override
  protected ResultTable read(Database opened) {
    Optional<Symbol> only = symbol.symbol();
    ResultTable result = new MetricsStore(opened.dataSource()).find(date, only);
    if (only.isPresent() && result.size() == 0) {
      throw SymbolOption.unknown(only.get(), date);
    }
    return result;
  }
}
