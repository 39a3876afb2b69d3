package io.afterclose.symbolbatch.repair;

import io.afterclose.cli.command.ExitCode;
import io.afterclose.cli.option.DatabaseOption;
import io.afterclose.cli.option.SessionRange;
import io.afterclose.cli.output.OutputOption;
import io.afterclose.cli.output.ResultTable;
import io.afterclose.database.connection.Database;
import io.afterclose.market.price.MarketDataAuditStore;
import io.afterclose.market.price.MarketDataAuditStore.Decision;
import io.afterclose.market.price.MarketDataAuditStore.Recorded;
import io.afterclose.market.price.OperatorPriceStore;
import io.afterclose.market.price.PriceOrigin;
import io.afterclose.market.price.PriceOriginStore;
import io.afterclose.market.price.PriceStore;
import io.afterclose.market.price.ReplacedPrice;
import io.afterclose.quant.price.PriceRange;
import io.afterclose.quant.symbol.Symbol;
import io.afterclose.run.execution.ProcessContext;
import io.afterclose.run.name.JobName;
import io.afterclose.run.outcome.InvalidInputException;
import io.afterclose.symbolbatch.session.SessionRun;
import io.afterclose.symbolbatch.session.SymbolOption;
import java.math.BigDecimal;
import java.time.LocalDate;
import java.util.List;
import java.util.Optional;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/** {@code prices list|log|refetch|set}. */
@Command(
    name = "prices",
    description = "Shows and mends stored prices.",
    mixinStandardHelpOptions = true,
    synopsisSubcommandLabel = "COMMAND")
public final class PricesCommand {

  private static final Logger LOG = LoggerFactory.getLogger(PricesCommand.class);

  private final ProcessContext process;

  public PricesCommand(ProcessContext process) {
    this.process = process;
  }

  @Command(
      description = "Lists the stored closes of a symbol, and those that were replaced.",
      mixinStandardHelpOptions = true)
  int list(
      @Mixin DatabaseOption database,
      @Mixin OutputOption output,
      @Parameters(paramLabel = "SYMBOL", description = "The symbol.") String text,
      @Mixin SessionRange range) {
    Symbol symbol = SymbolOption.parsed(text);
    List<LocalDate> sessions = range.sessions(process);
    LocalDate first = sessions.get(0);
    LocalDate last = sessions.get(sessions.size() - 1);
    ResultTable table =
        ResultTable.of(
            "state", "date", "close", "source", "status", "flags", "execution", "replaced_utc");
    try (Database opened = database.open(process, JobName.SYMBOL_BATCH)) {
      PriceOriginStore origins = new PriceOriginStore(opened.dataSource());
      origins
          .prices(first, last, List.of(symbol))
          .forEach(price -> add(table, "STORED", price).end());
      for (ReplacedPrice replaced : origins.replaced(first, last, List.of(symbol))) {
        add(table, "REPLACED", replaced.origin()).set("replaced_utc", replaced.replacedAt()).end();
      }
    }
    output.print(table);
    return ExitCode.DONE.code();
  }

  private static ResultTable.Row add(ResultTable table, String state, PriceOrigin price) {
    return table
        .row()
        .set("state", state)
        .set("date", price.session())
        .set("close", price.close().stripTrailingZeros().toPlainString())
        .set("source", price.source())
        .set("status", price.status())
        .set("flags", price.flags())
        .set("execution", price.execution());
  }

  @Command(
      description = "Lists what operators decided about a symbol's prices and actions, and why.",
      mixinStandardHelpOptions = true)
  int log(
      @Mixin DatabaseOption database,
      @Mixin OutputOption output,
      @Parameters(paramLabel = "SYMBOL", description = "The symbol.") String text) {
    Symbol symbol = SymbolOption.parsed(text);
    try (Database opened = database.open(process, JobName.SYMBOL_BATCH)) {
      output.print(
          ResultTable.of(new MarketDataAuditStore(opened.dataSource()).of(symbol))
              .column("made_utc", Recorded::madeAt)
              .column("made_by", Recorded::madeBy)
              .column("command", row -> row.decision().command())
              .column("first_date", row -> row.decision().first())
              .column("last_date", row -> row.decision().last())
              .column("detail", row -> row.decision().detail())
              .column("reason", row -> row.decision().reason())
              .table());
    }
    return ExitCode.DONE.code();
  }

  @Command(
      description =
          "Opens stored prices, final ones too, so that the next run requests them again;"
              + " those of an operator too. What they were is kept.",
      mixinStandardHelpOptions = true)
  int refetch(
      @Mixin DatabaseOption database,
      @Option(
              names = "--symbol",
              required = true,
              arity = "1..*",
              paramLabel = "SYMBOL",
              description = "The symbols.")
          List<String> texts,
      @Mixin SessionRange range,
      @Mixin ReasonOption reason) {
    List<Symbol> symbols = texts.stream().map(SymbolOption::parsed).distinct().toList();
    List<LocalDate> sessions = range.sessions(process);
    LocalDate first = sessions.get(0);
    LocalDate last = sessions.get(sessions.size() - 1);
    String why = reason.checked();
    try (Database opened = database.open(process, JobName.SYMBOL_BATCH)) {
      Repair repair = new Repair(process, opened);
      symbols.forEach(repair::requirePriced);
      OperatorPriceStore store = new OperatorPriceStore(opened.dataSource(), process.clock());
      repair.carryOut(
          symbols.stream()
              .map(
                  symbol ->
                      new Decision(
                          "prices refetch",
                          symbol,
                          first,
                          last,
                          "the prices of %s to %s are open".formatted(first, last),
                          why))
              .toList(),
          () -> store.reopen(symbols, first, last));
    }
    LOG.info(
        "they are requested again by 'run --date {} --symbols {}', and by the next night as far as its"
            + " lookback reaches",
        requesting(first),
        String.join(",", symbols.stream().map(Symbol::text).toList()));
    return ExitCode.DONE.code();
  }

  /** The newest session whose run looks back to a day. */
  private LocalDate requesting(LocalDate day) {
    LocalDate latest = process.targetDate().latestCompleted();
    LocalDate reach = day.plusDays(SessionRun.LOOKBACK_DAYS);
    return reach.isBefore(latest) ? process.calendar().previousSession(reach.plusDays(1)) : latest;
  }

  @Command(
      description = "Sets the close of a session; no provider replaces it.",
      mixinStandardHelpOptions = true)
  int set(
      @Mixin DatabaseOption database,
      @Parameters(index = "0", paramLabel = "SYMBOL", description = "The symbol.") String text,
      @Parameters(index = "1", paramLabel = "DATE", description = "The session.") LocalDate date,
      @Parameters(index = "2", paramLabel = "CLOSE", description = "USD as traded that day.")
          BigDecimal close,
      @Mixin ReasonOption reason) {
    Symbol symbol = SymbolOption.parsed(text);
    process.targetDate().require(date);
    if (PriceRange.of(close) != PriceRange.PRICE) {
      throw new InvalidInputException(
          "a close above 0 and below 1e9 was expected, found " + close.toPlainString());
    }
    String why = reason.checked();
    try (Database opened = database.open(process, JobName.SYMBOL_BATCH)) {
      Repair repair = new Repair(process, opened);
      repair.requirePriced(symbol);
      String before =
          Optional.ofNullable(
                  new PriceStore(opened.dataSource(), process.clock())
                      .closesOn(date, List.of(symbol))
                      .get(symbol))
              .map(stored -> stored.stripTrailingZeros().toPlainString())
              .orElse("none");
      repair.carryOut(
          List.of(
              new Decision(
                  "prices set",
                  symbol,
                  date,
                  date,
                  "close %s on %s, before: %s".formatted(close.toPlainString(), date, before),
                  why)),
          () ->
              new OperatorPriceStore(opened.dataSource(), process.clock())
                  .set(symbol, date, close));
    }
    return ExitCode.DONE.code();
  }
}
