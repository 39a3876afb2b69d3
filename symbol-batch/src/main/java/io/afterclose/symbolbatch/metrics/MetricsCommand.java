package io.afterclose.symbolbatch.metrics;

import io.afterclose.cli.command.ExitCode;
import io.afterclose.cli.option.DatabaseOption;
import io.afterclose.cli.output.OutputOption;
import io.afterclose.cli.output.ResultTable;
import io.afterclose.database.connection.Database;
import io.afterclose.quant.symbol.Symbol;
import io.afterclose.run.execution.ProcessContext;
import io.afterclose.run.name.JobName;
import io.afterclose.symbolbatch.session.SymbolOption;
import java.time.LocalDate;
import java.util.Optional;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

/** {@code metrics}: the metrics rows of a date. */
@Command(
    name = "metrics",
    description = "Prints the metrics of a date; reasons tells why a value is missing.",
    mixinStandardHelpOptions = true)
public final class MetricsCommand implements Callable<Integer> {

  private final ProcessContext process;

  @Mixin private DatabaseOption database = new DatabaseOption();
  @Mixin private OutputOption output = new OutputOption();
  @Mixin private SymbolOption symbol = new SymbolOption();

  @Option(names = "--date", required = true, paramLabel = "DATE", description = "The session.")
  private LocalDate date = LocalDate.MIN;

  public MetricsCommand(ProcessContext process) {
    this.process = process;
  }

  @Override
  public Integer call() {
    process.targetDate().resolve(Optional.of(date));
    Optional<Symbol> asked = symbol.symbol();
    try (Database opened = database.open(process, JobName.SYMBOL_BATCH)) {
      ResultTable result = new MetricsStore(opened.dataSource()).find(date, asked);
      if (asked.isPresent() && result.size() == 0) {
        throw SymbolOption.unknown(asked.get(), date);
      }
      output.print(result);
    }
    return ExitCode.DONE.code();
  }
}
