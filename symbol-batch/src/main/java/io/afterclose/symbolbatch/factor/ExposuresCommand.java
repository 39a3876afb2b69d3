package io.afterclose.symbolbatch.factor;

import io.afterclose.cli.command.ExitCode;
import io.afterclose.cli.option.DatabaseOption;
import io.afterclose.cli.output.OutputOption;
import io.afterclose.cli.output.ResultTable;
import io.afterclose.database.connection.Database;
import io.afterclose.market.factor.ExposureRow;
import io.afterclose.market.factor.ExposureStore;
import io.afterclose.quant.symbol.Symbol;
import io.afterclose.run.execution.ProcessContext;
import io.afterclose.run.name.JobName;
import io.afterclose.symbolbatch.session.SymbolOption;
import java.time.LocalDate;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

/** {@code exposures}: what was fitted for a date. */
@Command(
    name = "exposures",
    description = "Prints the factor exposures of a date, all digits of them.",
    mixinStandardHelpOptions = true)
public final class ExposuresCommand implements Callable<Integer> {

  private final ProcessContext process;

  @Mixin private DatabaseOption database = new DatabaseOption();
  @Mixin private OutputOption output = new OutputOption();
  @Mixin private SymbolOption symbol = new SymbolOption();

  @Option(names = "--date", required = true, paramLabel = "DATE", description = "The session.")
  private LocalDate date = LocalDate.MIN;

  public ExposuresCommand(ProcessContext process) {
    this.process = process;
  }

  @Override
  public Integer call() {
    process.targetDate().resolve(Optional.of(date));
    Optional<Symbol> asked = symbol.symbol();
    ResultTable result =
        ResultTable.of(
            "symbol",
            "factor",
            "beta",
            "raw_beta",
            "alpha",
            "r_squared",
            "std_error",
            "p_value",
            "observations",
            "window",
            "quality");
    try (Database opened = database.open(process, JobName.SYMBOL_BATCH)) {
      List<ExposureRow> rows = new ExposureStore(opened.dataSource()).find(date, asked);
      if (asked.isPresent() && rows.isEmpty()) {
        throw SymbolOption.unknown(asked.get(), date);
      }
      rows.stream().filter(ExposureRow::fitted).forEach(row -> add(result, row));
    }
    output.print(result);
    return ExitCode.DONE.code();
  }

  private static void add(ResultTable result, ExposureRow row) {
    result.add(
        row.symbol(),
        row.factor(),
        row.beta(),
        row.rawBeta(),
        row.alpha(),
        row.rSquared(),
        row.standardError(),
        row.pValue(),
        row.observations(),
        row.window(),
        row.quality());
  }
}
