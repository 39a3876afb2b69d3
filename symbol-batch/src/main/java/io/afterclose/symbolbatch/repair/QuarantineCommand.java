package io.afterclose.symbolbatch.repair;

import io.afterclose.cli.command.ExitCode;
import io.afterclose.cli.option.DatabaseOption;
import io.afterclose.cli.option.SessionOption;
import io.afterclose.cli.output.OutputOption;
import io.afterclose.cli.output.ResultTable;
import io.afterclose.database.connection.Database;
import io.afterclose.market.price.MarketDataAuditStore.Decision;
import io.afterclose.market.price.OperatorPriceStore;
import io.afterclose.market.price.QuarantineRow;
import io.afterclose.market.price.QuarantineStore;
import io.afterclose.market.price.QuarantinedValue;
import io.afterclose.market.quality.FlaggedPrice;
import io.afterclose.market.quality.PriceFlagStore;
import io.afterclose.quant.symbol.Symbol;
import io.afterclose.run.execution.ProcessContext;
import io.afterclose.run.history.JobHistoryStore;
import io.afterclose.run.name.JobName;
import io.afterclose.run.outcome.InvalidInputException;
import java.math.BigDecimal;
import java.time.LocalDate;
import java.util.List;
import java.util.Optional;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Parameters;

/** {@code quarantine list|accept|reject}: values that are in doubt, and what is decided of them. */
@Command(
    name = "quarantine",
    description = "Shows and decides the values that are in doubt.",
    mixinStandardHelpOptions = true,
    synopsisSubcommandLabel = "COMMAND")
public final class QuarantineCommand {

  private final ProcessContext process;

  public QuarantineCommand(ProcessContext process) {
    this.process = process;
  }

  @Command(
      description =
          "Lists the values that the runs of a date kept out, with the reasons, and the"
              + " stored prices of that date that are flagged. A value that several runs met is"
              + " one row; runs is how many of the last 300.",
      mixinStandardHelpOptions = true)
  int list(
      @Mixin DatabaseOption database, @Mixin OutputOption output, @Mixin SessionOption session) {
    LocalDate date = session.checked(process);
    ResultTable table =
        ResultTable.of(
            "id",
            "symbol",
            "price_date",
            "reason",
            "detail",
            "source",
            "close",
            "decision",
            "runs");
    try (Database opened = database.open(process, JobName.SYMBOL_BATCH)) {
      List<Long> executions =
          new JobHistoryStore(opened.dataSource())
              .ofDate(JobName.SYMBOL_BATCH, date).stream()
                  .map(run -> run.execution().id())
                  .toList();
      store(opened).ofRuns(executions).forEach(row -> add(table, row));
      new PriceFlagStore(opened.dataSource()).doubtedOn(date).forEach(price -> add(table, price));
    }
    output.print(table);
    return ExitCode.DONE.code();
  }

  private static void add(ResultTable table, QuarantineRow row) {
    QuarantinedValue value = row.value();
    BigDecimal close = value.close();
    table.add(
        row.id(),
        value.symbol(),
        value.date(),
        value.reason(),
        value.detail(),
        value.source(),
        close == null ? null : close.stripTrailingZeros().toPlainString(),
        row.decision(),
        row.runs());
  }

  private static void add(ResultTable table, FlaggedPrice price) {
    table.add(
        null,
        price.symbol(),
        price.session(),
        price.flags(),
        "stored; 'actions add', 'prices set' or 'prices refetch' mends it",
        price.source(),
        price.close().toPlainString(),
        null,
        null);
  }

  @Command(
      description = "Stores a close that was kept out; no provider replaces it.",
      mixinStandardHelpOptions = true)
  int accept(
      @Mixin DatabaseOption database,
      @Parameters(paramLabel = "ID", description = "As 'quarantine list' shows it.") long id,
      @Mixin ReasonOption reason) {
    return decide(database, id, reason, "ACCEPTED");
  }

  @Command(
      description = "Keeps a value out for good, in whatever night the provider repeats it.",
      mixinStandardHelpOptions = true)
  int reject(
      @Mixin DatabaseOption database,
      @Parameters(paramLabel = "ID", description = "As 'quarantine list' shows it.") long id,
      @Mixin ReasonOption reason) {
    return decide(database, id, reason, "REJECTED");
  }

  private int decide(DatabaseOption database, long id, ReasonOption reason, String decision) {
    String why = reason.checked();
    try (Database opened = database.open(process, JobName.SYMBOL_BATCH)) {
      QuarantineStore store = store(opened);
      QuarantineRow row =
          store.find(id).orElseThrow(() -> new InvalidInputException("there is no value " + id));
      QuarantinedValue value = row.value();
      BigDecimal close =
          Optional.ofNullable(value.close())
              .orElseThrow(
                  () ->
                      new InvalidInputException(
                          "value %d is no price: %s, %s"
                              .formatted(id, value.reason(), value.detail())));
      if (row.decision() != null) {
        throw new InvalidInputException("value %d is %s already".formatted(id, row.decision()));
      }
      Symbol symbol = Symbol.of(value.symbol());
      LocalDate session = LocalDate.parse(value.date());
      boolean accepted = decision.equals("ACCEPTED");
      new Repair(process, opened)
          .carryOut(
              List.of(
                  new Decision(
                      accepted ? "quarantine accept" : "quarantine reject",
                      symbol,
                      session,
                      session,
                      "close %s of %s on %s is %s"
                          .formatted(
                              close.stripTrailingZeros().toPlainString(),
                              value.source(),
                              session,
                              decision),
                      why)),
              () -> {
                store.decide(id, decision);
                if (accepted) {
                  new OperatorPriceStore(opened.dataSource(), process.clock())
                      .set(symbol, session, close);
                }
              });
    }
    return ExitCode.DONE.code();
  }

  private QuarantineStore store(Database opened) {
    return new QuarantineStore(opened.dataSource(), process.clock());
  }
}
