package io.afterclose.symbolbatch.factor;

import io.afterclose.cli.option.ReadCommand;
import io.afterclose.cli.option.SessionOption;
import io.afterclose.cli.output.ResultTable;
import io.afterclose.database.connection.Database;
import io.afterclose.market.factor.ExposureRow;
import io.afterclose.market.factor.ExposureStore;
import io.afterclose.quant.factor.Estimate;
import io.afterclose.quant.symbol.Symbol;
import io.afterclose.run.execution.ProcessContext;
import io.afterclose.run.name.JobName;
import io.afterclose.symbolbatch.session.NoNight;
import io.afterclose.symbolbatch.session.SymbolOption;
import java.util.List;
import java.util.Optional;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;

/** {@code exposures}: what was fitted for a date. */
@Command(
    name = "exposures",
    description = "Prints the factor exposures of a date, all digits of them.",
    mixinStandardHelpOptions = true)
public final class ExposuresCommand extends ReadCommand {

  @Mixin private SymbolOption symbol = new SymbolOption();

  @Mixin private SessionOption session = new SessionOption();

  public ExposuresCommand(ProcessContext process) {
    super(process, JobName.SYMBOL_BATCH);
  }

  @Override
  protected void checkOptions() {
    session.checked(process());
  }

  @Override
  protected ResultTable read(Database opened) {
    Optional<Symbol> only = symbol.symbol();
    List<ExposureRow> rows = new ExposureStore(opened.dataSource()).find(session.date(), only);
    if (only.isPresent() && rows.isEmpty()) {
      throw SymbolOption.unknown(only.get(), session.date(), opened);
    }
    if (rows.isEmpty()) {
      NoNight.refuse(opened, session.date());
    }
    return ResultTable.of(rows.stream().filter(ExposureRow::fitted).toList())
        .column("symbol", ExposureRow::symbol)
        .column("factor", ExposureRow::factor)
        .column("beta", row -> row.value(Estimate::beta))
        .column("raw_beta", row -> row.value(Estimate::rawBeta))
        .column("alpha", row -> row.value(Estimate::alpha))
        .column("r_squared", row -> row.value(Estimate::rSquared))
        .column("std_error", row -> row.value(Estimate::standardError))
        .column("p_value", row -> row.value(Estimate::pValue))
        .column("observations", ExposureRow::observations)
        .column("window", ExposureRow::window)
        .column("quality", ExposureRow::quality)
        .table();
  }
}
