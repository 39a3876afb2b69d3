package io.afterclose.symbolbatch.factor;

import io.afterclose.database.Database;
import io.afterclose.market.factor.ExposureRow;
import io.afterclose.market.factor.ExposureStore;
import io.afterclose.quant.symbol.Symbol;
import io.afterclose.run.JobName;
import io.afterclose.run.launch.DatabaseOption;
import io.afterclose.run.launch.ExitCode;
import io.afterclose.run.launch.Surroundings;
import io.afterclose.run.output.OutputOption;
import io.afterclose.run.output.ResultTable;
import io.afterclose.symbolbatch.input.SymbolOption;
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

  private final Surroundings surroundings;

  @Mixin private DatabaseOption database = new DatabaseOption();
  @Mixin private OutputOption output = new OutputOption();
  @Mixin private SymbolOption symbol = new SymbolOption();

  @Option(names = "--date", required = true, paramLabel = "DATE", description = "The session.")
  private LocalDate date = LocalDate.MIN;

  public ExposuresCommand(Surroundings surroundings) {
    this.surroundings = surroundings;
  }

  @Override
  public Integer call() {
    surroundings.targetDate().resolve(Optional.of(date));
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
    try (Database opened = database.open(surroundings, JobName.SYMBOL_BATCH)) {
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
