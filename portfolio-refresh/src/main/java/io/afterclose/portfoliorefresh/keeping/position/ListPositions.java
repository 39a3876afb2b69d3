package io.afterclose.portfoliorefresh.keeping.position;

import io.afterclose.cli.option.ReadCommand;
import io.afterclose.cli.output.ResultTable;
import io.afterclose.cli.output.WorkbookOption;
import io.afterclose.database.connection.Database;
import io.afterclose.portfolio.position.ListedLot;
import io.afterclose.portfolio.position.LotStore;
import io.afterclose.portfolio.position.Portfolio;
import io.afterclose.portfolio.position.PortfolioStore;
import io.afterclose.portfoliorefresh.keeping.OptionValues;
import io.afterclose.portfoliorefresh.refresh.PortfolioNameOption;
import io.afterclose.portfoliorefresh.refresh.PortfolioOption;
import io.afterclose.quant.symbol.Symbol;
import io.afterclose.run.execution.ProcessContext;
import io.afterclose.run.name.JobName;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

/** {@code position list}. */
@Command(
    name = "list",
    description =
        "Lists the positions of a portfolio by symbol and entry, as recorded, with the"
            + " values of the latest session. 'position' is the key that other commands take.",
    mixinStandardHelpOptions = true)
final class ListPositions extends ReadCommand {

  @Mixin private PortfolioNameOption portfolio = new PortfolioNameOption();

  @Option(names = "--symbol", paramLabel = "SYMBOL", description = "Only of this symbol.")
  private @Nullable String symbol;

  @Option(names = "--open", description = "Only those without an exit.")
  private boolean open;

  @Mixin private WorkbookOption workbook = new WorkbookOption();

  ListPositions(ProcessContext process) {
    super(process, JobName.PORTFOLIO_REFRESH);
  }

  @Override
  protected Optional<WorkbookOption> workbook() {
    return Optional.of(workbook);
  }

  @Override
  protected ResultTable read(Database opened) {
    Symbol only =
        Optional.ofNullable(symbol)
            .map(text -> OptionValues.checked(() -> Symbol.of(text)))
            .orElse(null);
    Portfolio named =
        PortfolioOption.named(
            new PortfolioStore(opened.dataSource(), process().clock()), portfolio.text());
    LotStore lots = new LotStore(opened.dataSource(), process().clock());
    return ResultTable.of(lots.list(named, only, open))
        .column("position", ListedLot::key)
        .column("symbol", ListedLot::symbol)
        .column("class", ListedLot::investmentClass)
        .column("type", ListedLot::side)
        .column("quantity", ListedLot::quantity)
        .column("quantity_as_of", ListedLot::quantityAsOf)
        .column("multiplier", ListedLot::multiplier)
        .column("entry_date", ListedLot::entryDate)
        .column("entry_price", ListedLot::entryPrice)
        .column("entry", ListedLot::entry)
        .column("entry_reference", ListedLot::entryReference)
        .column("exit_date", ListedLot::exitDate)
        .column("exit_price", ListedLot::exitPrice)
        .column("exit", ListedLot::exit)
        .column("exit_reference", ListedLot::exitReference)
        .column("divided_from", ListedLot::dividedFrom)
        .column("valued_on", ListedLot::valuedOn)
        .column("last_price", ListedLot::lastPrice)
        .column("market_value", ListedLot::marketValue)
        .column("unrealized_pnl", ListedLot::unrealizedPnl)
        .table();
  }
}
