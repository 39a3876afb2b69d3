package io.afterclose.symbolbatch.repair;

import io.afterclose.cli.command.ExitCode;
import io.afterclose.cli.option.DatabaseOption;
import io.afterclose.cli.output.OutputOption;
import io.afterclose.cli.output.ResultTable;
import io.afterclose.database.connection.Database;
import io.afterclose.market.price.MarketDataAuditStore.Decision;
import io.afterclose.market.price.OperatorActionStore;
import io.afterclose.market.price.ReportedAction;
import io.afterclose.quant.price.CorporateAction;
import io.afterclose.quant.price.CorporateAction.Kind;
import io.afterclose.quant.symbol.Symbol;
import io.afterclose.run.execution.ProcessContext;
import io.afterclose.run.name.JobName;
import io.afterclose.run.outcome.InvalidInputException;
import io.afterclose.symbolbatch.session.SymbolOption;
import java.math.BigDecimal;
import java.time.LocalDate;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.function.BiFunction;
import java.util.function.Predicate;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/** {@code actions list|add|withdraw|confirm}. */
@Command(
    name = "actions",
    description = "Shows and mends splits, dividends, renames, mergers and the like.",
    mixinStandardHelpOptions = true,
    synopsisSubcommandLabel = "COMMAND")
public final class ActionsCommand {

  private static final Logger LOG = LoggerFactory.getLogger(ActionsCommand.class);

  /** Which action: its symbol, its ex-date, and its kind where it is no split. */
  static final class ActionKey {

    @Parameters(index = "0", paramLabel = "SYMBOL", description = "The symbol.")
    private String symbol = "";

    @Parameters(index = "1", paramLabel = "DATE", description = "The ex-date.")
    private LocalDate date = LocalDate.MIN;

    Symbol checkedSymbol() {
      return SymbolOption.parsed(symbol);
    }
  }

  /** The kind of an action that is on record. */
  static final class KindOption {

    @Option(
        names = "--kind",
        defaultValue = "SPLIT",
        paramLabel = "KIND",
        description = "One of ${COMPLETION-CANDIDATES} (default: ${DEFAULT-VALUE}).")
    private Kind kind = Kind.SPLIT;
  }

  private final ProcessContext process;

  public ActionsCommand(ProcessContext process) {
    this.process = process;
  }

  @Command(
      description = "Lists what each source reports, and which report is in force.",
      mixinStandardHelpOptions = true)
  int list(
      @Mixin DatabaseOption database,
      @Mixin OutputOption output,
      @Option(
              names = "--symbol",
              arity = "1..*",
              paramLabel = "SYMBOL",
              description = "Only these symbols.")
          @Nullable List<String> symbols,
      @Option(names = "--from", paramLabel = "DATE", description = "The first ex-date.")
          @Nullable LocalDate from,
      @Option(names = "--to", paramLabel = "DATE", description = "The last ex-date.")
          @Nullable LocalDate to) {
    List<Symbol> only =
        Optional.ofNullable(symbols).orElse(List.of()).stream().map(SymbolOption::parsed).toList();
    LocalDate first = from == null ? process.calendar().firstDay() : from;
    LocalDate last = to == null ? process.calendar().lastDay() : to;
    try (Database opened = database.open(process, JobName.SYMBOL_BATCH)) {
      output.print(
          ResultTable.of(store(opened).reports(first, last, only))
              .column("symbol", ReportedAction::symbol)
              .column("ex_date", ReportedAction::exDate)
              .column("kind", ReportedAction::kind)
              .column("value", ReportedAction::value)
              .column("other_symbol", report -> report.terms().otherSymbol())
              .column("cash", report -> report.terms().cash())
              .column("cost_share", report -> report.terms().costShare())
              .column("source", ReportedAction::source)
              .column("in_force", ReportedAction::inForce)
              .column("unconfirmed", ReportedAction::unconfirmed)
              .column("reported_utc", ReportedAction::reportedAt)
              .table());
    }
    return ExitCode.DONE.code();
  }

  @Command(
      description =
          "States actions, whatever the sources report; they stand until they are" + " withdrawn.",
      mixinStandardHelpOptions = true)
  int add(
      @Mixin DatabaseOption database, @Mixin ActionOptions options, @Mixin ReasonOption reason) {
    List<CorporateAction> actions =
        options.checked().stream()
            .map(action -> action.on(session(action.symbol(), action.exDate())))
            .toList();
    String why = reason.checked();
    try (Database opened = database.open(process, JobName.SYMBOL_BATCH)) {
      Repair repair = new Repair(process, opened);
      if (options.isFile()) {
        repair.warnOfUnknown(actions);
      } else {
        actions.forEach(repair::requireKnown);
      }
      OperatorActionStore store = store(opened);
      repair.carryOut(
          actions.stream().map(action -> decision(store, action, why)).toList(),
          () -> actions.forEach(store::state));
    }
    return ExitCode.DONE.code();
  }

  private static Decision decision(OperatorActionStore store, CorporateAction action, String why) {
    LocalDate date = action.exDate();
    String before =
        inForce(known(store, action.symbol(), date, action.kind()))
            .map(ActionsCommand::text)
            .orElse("none");
    return new Decision(
        "actions add",
        action.symbol(),
        date,
        date,
        "%s %s on %s, before: %s".formatted(action.kind(), text(action), date, before),
        why);
  }

  @Command(
      description =
          "Withdraws an action: what an operator added is taken back, so that the sources"
              + " count again; of what a source reports it is stated that it never was.",
      mixinStandardHelpOptions = true)
  int withdraw(
      @Mixin DatabaseOption database,
      @Mixin ActionKey key,
      @Mixin KindOption kind,
      @Mixin ReasonOption reason) {
    return changeReported(
        database,
        key,
        kind,
        reason,
        "actions withdraw",
        report -> report.inForce() && report.value() != null,
        (store, found) ->
            found.stated()
                ? new Change(
                    described(found) + " of the operator is taken back",
                    () -> store.retract(found.symbol(), found.exDate(), found.kind()))
                : new Change(
                    "%s of %s never was".formatted(described(found), found.source()),
                    () -> store.deny(found.symbol(), found.exDate(), found.kind())));
  }

  @Command(
      description =
          "Confirms what the best source reports: a split with an odd ratio or an implied"
              + " amount that is no dividend, which change no quantity until then, or an action"
              + " that was withdrawn here.",
      mixinStandardHelpOptions = true)
  int confirm(
      @Mixin DatabaseOption database,
      @Mixin ActionKey key,
      @Mixin KindOption kind,
      @Mixin ReasonOption reason) {
    return changeReported(
        database,
        key,
        kind,
        reason,
        "actions confirm",
        report -> !report.stated(),
        (store, found) -> {
          CorporateAction action =
              found
                  .action()
                  .orElseThrow(() -> none(found.symbol(), found.kind(), found.exDate()))
                  .confirmed();
          return new Change(
              "%s of %s".formatted(described(found), found.source()), () -> store.state(action));
        });
  }

  /** What is done, in words, and how. */
  private record Change(String detail, Runnable work) {}

  /** Decides what to do from what is on record, the report in force first. */
  @FunctionalInterface
  private interface Choice {
    Change of(OperatorActionStore store, Symbol symbol, LocalDate date, List<ReportedAction> known);
  }

  /** Changes the first report on record that is meant; refuses when there is none. */
  private int changeReported(
      DatabaseOption database,
      ActionKey key,
      KindOption kind,
      ReasonOption reason,
      String command,
      Predicate<ReportedAction> meant,
      BiFunction<OperatorActionStore, ReportedAction, Change> choice) {
    return change(
        database,
        key,
        kind.kind,
        reason,
        command,
        (store, symbol, date, known) ->
            choice.apply(
                store,
                known.stream()
                    .filter(meant)
                    .findFirst()
                    .orElseThrow(() -> none(symbol, kind.kind, date))));
  }

  private int change(
      DatabaseOption database,
      ActionKey key,
      Kind kind,
      ReasonOption reason,
      String command,
      Choice choice) {
    Symbol symbol = key.checkedSymbol();
    LocalDate date = session(symbol, key.date);
    String why = reason.checked();
    try (Database opened = database.open(process, JobName.SYMBOL_BATCH)) {
      Repair repair = new Repair(process, opened);
      repair.requireKnown(symbol);
      OperatorActionStore store = store(opened);
      List<ReportedAction> known = known(store, symbol, date, kind);
      Change change = choice.of(store, symbol, date, known);
      repair.carryOut(
          List.of(new Decision(command, symbol, date, date, change.detail(), why)), change.work());
    }
    return ExitCode.DONE.code();
  }

  private static List<ReportedAction> known(
      OperatorActionStore store, Symbol symbol, LocalDate date, Kind kind) {
    return store.reports(date, date, List.of(symbol)).stream()
        .filter(report -> report.kind() == kind)
        .toList();
  }

  /** An ex-date that is no session moves to the next one, as at the door. */
  private LocalDate session(Symbol symbol, LocalDate date) {
    if (date.isBefore(process.calendar().firstDay())
        || date.isAfter(process.calendar().lastDay())) {
      throw new InvalidInputException(
          "%s is not between %s and %s"
              .formatted(date, process.calendar().firstDay(), process.calendar().lastDay()));
    }
    LocalDate session =
        process.calendar().isSession(date) ? date : process.calendar().nextSession(date);
    if (!session.equals(date)) {
      LOG.warn("{}: {} is no session, counted on {}", symbol, date, session);
    }
    return session;
  }

  private static Optional<ReportedAction> inForce(List<ReportedAction> known) {
    return known.stream().filter(ReportedAction::inForce).findFirst();
  }

  private static InvalidInputException none(Symbol symbol, Kind kind, LocalDate date) {
    return new InvalidInputException(
        "there is no %s of %s on %s; 'actions list --symbol %2$s' shows those there are"
            .formatted(kind, symbol, date));
  }

  private static String text(ReportedAction report) {
    return report.action().map(action -> text(action) + " of " + report.source()).orElse("none");
  }

  private static String text(CorporateAction action) {
    return Stream.of(
            action.value(),
            action.terms().otherSymbol(),
            action.terms().cash(),
            action.terms().costShare())
        .filter(Objects::nonNull)
        .map(part -> part instanceof BigDecimal number ? number(number) : part.toString())
        .collect(Collectors.joining(" "));
  }

  private static String described(ReportedAction report) {
    return "%s %s on %s".formatted(report.kind(), text(report), report.exDate());
  }

  private static String number(BigDecimal value) {
    return value.stripTrailingZeros().toPlainString();
  }

  private OperatorActionStore store(Database opened) {
    return new OperatorActionStore(opened.dataSource(), process.clock());
  }
}
