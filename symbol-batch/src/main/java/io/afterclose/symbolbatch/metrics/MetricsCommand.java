package io.afterclose.symbolbatch.metrics;

import io.afterclose.cli.option.ReadCommand;
import io.afterclose.cli.option.SessionOption;
import io.afterclose.cli.output.ResultTable;
import io.afterclose.database.connection.Database;
import io.afterclose.market.metrics.MetricsStore;
import io.afterclose.market.metrics.ReturnPeriod;
import io.afterclose.market.metrics.StoredMetrics;
import io.afterclose.market.metrics.VolatilityWindow;
import io.afterclose.quant.factor.Factor;
import io.afterclose.quant.symbol.Symbol;
import io.afterclose.run.execution.ProcessContext;
import io.afterclose.run.name.JobName;
import io.afterclose.symbolbatch.session.NoNight;
import io.afterclose.symbolbatch.session.SymbolOption;
import java.util.List;
import java.util.Optional;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;

/** {@code metrics}: the metrics rows of a date. */
@Command(
    name = "metrics",
    description = "Prints the metrics of a date; reasons says why a value is missing.",
    mixinStandardHelpOptions = true)
public final class MetricsCommand extends ReadCommand {

  @Mixin private SymbolOption symbol = new SymbolOption();

  @Mixin private SessionOption session = new SessionOption();

  public MetricsCommand(ProcessContext process) {
    super(process, JobName.SYMBOL_BATCH);
  }

  @Override
  protected void checkOptions() {
    session.checked(process());
  }

  @Override
  protected ResultTable read(Database opened) {
    Optional<Symbol> only = symbol.symbol();
    List<StoredMetrics> rows =
        new MetricsStore(opened.dataSource()).find(session.date(), only.orElse(null));
    if (only.isPresent() && rows.isEmpty()) {
      throw SymbolOption.unknown(only.get(), session.date(), opened);
    }
    if (rows.isEmpty()) {
      NoNight.refuse(opened, session.date());
    }
    return table(rows);
  }

  private static ResultTable table(List<StoredMetrics> rows) {
    ResultTable.Columns<StoredMetrics> table =
        ResultTable.of(rows)
            .column("symbol", row -> row.metrics().symbol())
            .column("metrics_date", StoredMetrics::date)
            .column("close", row -> row.metrics().close());
    for (ReturnPeriod period : ReturnPeriod.values()) {
      table.column(period.column(), row -> row.metrics().returns().get(period));
    }
    for (VolatilityWindow window : VolatilityWindow.values()) {
      table.column(window.column(), row -> row.metrics().volatilities().get(window));
    }
    for (Factor factor : Factor.values()) {
      table.column(MetricsStore.column(factor), row -> row.metrics().betas().get(factor));
    }
    return table
        .column("data_quality_score", row -> row.metrics().quality().score())
        .column("priced", row -> row.metrics().quality().priced())
        .column("full_window_90", row -> row.metrics().quality().fullWindow90())
        .column("full_window_180", row -> row.metrics().quality().fullWindow180())
        .column("unflagged_21", row -> row.metrics().quality().unflagged21())
        .column("all_factors_fitted", row -> row.metrics().quality().allFactorsFitted())
        .column("name", row -> row.profile().name())
        .column("sector", row -> row.profile().sector())
        .column("industry", row -> row.profile().industry())
        .column("reasons", row -> row.metrics().reasonsText())
        .table();
  }
}
