package io.afterclose.symbolbatch.factor;

import io.afterclose.cli.command.ExitCode;
import io.afterclose.cli.option.DatabaseOption;
import io.afterclose.cli.option.SessionOption;
import io.afterclose.cli.output.OutputOption;
import io.afterclose.database.connection.Database;
import io.afterclose.market.factor.ExposureRow;
import io.afterclose.market.factor.ExposureStore;
import io.afterclose.market.price.ClosePanelStore;
import io.afterclose.market.price.CorporateActionStore;
import io.afterclose.market.price.PriceOriginStore;
import io.afterclose.market.returns.ReturnsLoader;
import io.afterclose.market.universe.ScopeStore;
import io.afterclose.market.universe.UniverseAuditStore;
import io.afterclose.quant.price.Sessions;
import io.afterclose.quant.symbol.OptionContract;
import io.afterclose.quant.symbol.Symbol;
import io.afterclose.run.execution.ProcessContext;
import io.afterclose.run.name.JobName;
import io.afterclose.run.outcome.InvalidInputException;
import io.afterclose.symbolbatch.session.SymbolOption;
import java.time.LocalDate;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.Callable;
import java.util.stream.Stream;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Parameters;

/** {@code explain}: what an exposure was made of. */
@Command(
    name = "explain",
    description =
        "Explains what an exposure of a symbol was made of. The figures of its fit or"
            + " why there is none; the window, each session of it with its return and whether"
            + " it was used; provider (source) and run (execution) of the prices;"
            + " corrections, splits and dividends within the window.",
    mixinStandardHelpOptions = true)
public final class ExplainCommand implements Callable<Integer> {

  private final ProcessContext process;

  @Mixin private DatabaseOption database = new DatabaseOption();
  @Mixin private OutputOption output = new OutputOption();

  @Parameters(index = "0", paramLabel = "SYMBOL", description = "The symbol, as BRK.B.")
  private String symbolText = "";

  @Parameters(
      index = "1",
      paramLabel = "FACTOR",
      description = "A factor, as MARKET_BETA, or a model, as spread-factors, for all of its own.")
  private String what = "";

  @Mixin private SessionOption session = new SessionOption();

  public ExplainCommand(ProcessContext process) {
    this.process = process;
  }

  @Override
  public Integer call() {
    session.checked(process);
    Symbol symbol = SymbolOption.parsed(symbolText);
    FactorChoice choice = FactorChoice.of(what);
    try (Database opened = database.open(process, JobName.SYMBOL_BATCH)) {
      List<ExposureRow> rows =
          new ExposureStore(opened.dataSource())
              .find(session.date(), Optional.of(symbol)).stream()
                  .filter(row -> choice.factors().contains(row.factor()))
                  .toList();
      if (rows.isEmpty()) {
        throw unexplained(symbol, opened);
      }
      output.print(ExposureTable.of(explained(symbol, choice, rows, opened)));
    }
    return ExitCode.DONE.code();
  }

  private ExplainedExposure explained(
      Symbol symbol, FactorChoice choice, List<ExposureRow> rows, Database opened) {
    Sessions axis =
        Sessions.of(process.calendar().lastSessions(1 + choice.model().window(), session.date()));
    List<Symbol> symbols =
        Stream.concat(Stream.of(symbol), choice.regressors().stream()).distinct().toList();
    PriceOriginStore origins = new PriceOriginStore(opened.dataSource());
    CorporateActionStore actions = new CorporateActionStore(opened.dataSource(), process.clock());
    return new ExposureExplainer(
            symbol,
            choice,
            new ReturnsLoader(new ClosePanelStore(opened.dataSource()), actions)
                .load(axis, symbols),
            origins.prices(axis.first(), axis.last(), symbols))
        .explain(
            rows,
            origins.replaced(axis.first(), axis.last(), symbols),
            actions.originsBetween(axis.first().plusDays(1), axis.last(), symbols));
  }

  /** Why a symbol has no exposure of the date, and which command helps. */
  private InvalidInputException unexplained(Symbol symbol, Database opened) {
    LocalDate date = session.date();
    if (OptionContract.parse(symbol.text()).isPresent()) {
      return usage(symbol + " is an option; options have no exposures, their underlying may");
    }
    return new UniverseAuditStore(opened.dataSource(), process.clock())
        .decisions(symbol).stream()
            .filter(decision -> decision.session().equals(date) && !decision.reason().included())
            .findFirst()
            .map(
                decision ->
                    usage(
                        "%s was out of the universe on %s: %s; see 'universe show %s'"
                            .formatted(symbol, date, decision.reason(), symbol)))
            .orElseGet(() -> neverFitted(symbol, opened));
  }

  private InvalidInputException neverFitted(Symbol symbol, Database opened) {
    LocalDate date = session.date();
    return new ScopeStore(opened.dataSource()).known(List.of(symbol)).isEmpty()
        ? SymbolOption.unknown(symbol, date, opened)
        : usage(
            "no run of %1$s has fitted %2$s; 'history --from %1$s --to %1$s' shows the runs there were, 'plan --date %1$s' what is to be done"
                .formatted(date, symbol));
  }

  private static InvalidInputException usage(String message) {
    return new InvalidInputException(message);
  }
}
