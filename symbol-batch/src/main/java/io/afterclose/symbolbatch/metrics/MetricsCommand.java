package io.afterclose.symbolbatch.metrics;

import io.afterclose.database.Database;
import io.afterclose.quant.symbol.Symbol;
import io.afterclose.run.JobName;
import io.afterclose.run.launch.DatabaseOption;
import io.afterclose.run.launch.ExitCode;
import io.afterclose.run.launch.Surroundings;
import io.afterclose.run.output.OutputOption;
import io.afterclose.run.output.ResultTable;
import io.afterclose.symbolbatch.input.SymbolOption;
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

  private final Surroundings surroundings;

  @Mixin private DatabaseOption database = new DatabaseOption();
  @Mixin private OutputOption output = new OutputOption();
  @Mixin private SymbolOption symbol = new SymbolOption();

  @Option(names = "--date", required = true, paramLabel = "DATE", description = "The session.")
  private LocalDate date = LocalDate.MIN;

  public MetricsCommand(Surroundings surroundings) {
    this.surroundings = surroundings;
  }

  @Override
  public Integer call() {
    surroundings.targetDate().resolve(Optional.of(date));
    Optional<Symbol> asked = symbol.symbol();
    try (Database opened = database.open(surroundings, JobName.SYMBOL_BATCH)) {
      ResultTable result = new MetricsStore(opened.dataSource()).find(date, asked);
      if (asked.isPresent() && result.size() == 0) {
        throw SymbolOption.unknown(asked.get(), date);
      }
      output.print(result);
    }
    return ExitCode.DONE.code();
  }
}
