package io.afterclose.symbolbatch.universe;

import io.afterclose.cli.command.ExitCode;
import io.afterclose.cli.option.DatabaseOption;
import io.afterclose.cli.output.OutputOption;
import io.afterclose.cli.output.ResultTable;
import io.afterclose.database.connection.Database;
import io.afterclose.market.profile.SymbolProfileStore;
import io.afterclose.market.universe.UniverseAuditStore;
import io.afterclose.market.universe.UniverseDecision;
import io.afterclose.market.universe.UniverseMember;
import io.afterclose.market.universe.UniverseStore;
import io.afterclose.quant.price.ActionTerms;
import io.afterclose.quant.price.CorporateAction;
import io.afterclose.quant.symbol.Symbol;
import io.afterclose.run.execution.ProcessContext;
import io.afterclose.run.name.JobName;
import io.afterclose.run.outcome.InvalidInputException;
import io.afterclose.symbolbatch.session.SymbolOption;
import java.math.BigDecimal;
import java.nio.file.Path;
import java.time.LocalDate;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.jdbc.support.JdbcTransactionManager;
import org.springframework.transaction.support.TransactionTemplate;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/** {@code universe add|list|reactivate|rename|show}. */
@Command(
    name = "universe",
    description = "Fills and shows the symbol universe.",
    mixinStandardHelpOptions = true,
    synopsisSubcommandLabel = "COMMAND")
public final class UniverseCommand {

  private static final int MAX_REASON = 200;

  private final ProcessContext process;

  public UniverseCommand(ProcessContext process) {
    this.process = process;
  }

  @Command(
      description =
          "Adds symbols, or completes what is known of them; all or none. What is no symbol in a"
              + " price file is left out and named.",
      mixinStandardHelpOptions = true)
  int add(
      @Mixin DatabaseOption database,
      @Parameters(
              arity = "0..*",
              paramLabel = "SYMBOL",
              description = "Symbols, as BRK.B, BAC.PL or an OCC symbol.")
          @Nullable List<String> symbols,
      @Option(
              names = "--file",
              paramLabel = "FILE",
              description =
                  "CSV with symbol, and name, sector, industry where known, from the latest"
                      + " session on.")
          @Nullable Path file,
      @Option(
              names = "--from-prices",
              arity = "1..*",
              paramLabel = "FILE",
              description = "Price files: every symbol in them.")
          @Nullable List<Path> priceFiles) {
    NewMembers members = new NewMembers();
    members.addAll(symbols == null ? List.of() : symbols);
    members.addFile(file);
    members.addPriceFiles(priceFiles == null ? List.of() : priceFiles);
    List<UniverseMember> checked = members.checked();
    Optional<String> leftOut = members.leftOut().map(lines -> "no symbols, left out: " + lines);
    if (checked.isEmpty()) {
      throw new InvalidInputException(
          "name symbols, or give --file or --from-prices with some in it"
              + leftOut.map(lines -> "; " + lines).orElse(""));
    }
    try (Database opened = database.open(process, JobName.SYMBOL_BATCH)) {
      refuseDeactivated(
          store(opened).deactivated(checked.stream().map(UniverseMember::symbol).toList()));
      LocalDate session = process.targetDate().latestCompleted();
      new TransactionTemplate(new JdbcTransactionManager(opened.dataSource()))
          .executeWithoutResult(
              status -> {
                store(opened).add(checked);
                new SymbolProfileStore(opened.dataSource()).state(members.profiles(), session);
              });
    }
    Logger log = LoggerFactory.getLogger(UniverseCommand.class);
    leftOut.ifPresent(log::warn);
    log.info("{} symbols are in the universe by name", checked.size());
    return ExitCode.DONE.code();
  }

  private static void refuseDeactivated(List<UniverseMember> members) {
    if (!members.isEmpty()) {
      throw new InvalidInputException(
          "%s was deactivated on %s; 'universe reactivate %1$s --reason TEXT' brings it back;"
                  .formatted(members.get(0).symbol(), members.get(0).deactivatedOn())
              + " nothing was added");
    }
  }

  @Command(
      description = "Brings a deactivated symbol back, from the latest session on.",
      mixinStandardHelpOptions = true)
  int reactivate(
      @Mixin DatabaseOption database,
      @Parameters(paramLabel = "SYMBOL", description = "The symbol.") String text,
      @Option(
              names = "--reason",
              required = true,
              paramLabel = "TEXT",
              description = "Why, at most 200 characters; kept in the audit.")
          String reason) {
    Symbol symbol = SymbolOption.parsed(text);
    if (reason.isBlank() || reason.length() > MAX_REASON) {
      throw new InvalidInputException(
          "--reason: 1 to %d characters were expected, found %d"
              .formatted(MAX_REASON, reason.length()));
    }
    try (Database opened = database.open(process, JobName.SYMBOL_BATCH)) {
      boolean back =
          new UniverseAuditStore(opened.dataSource(), process.clock())
              .reactivate(symbol, process.targetDate().latestCompleted(), reason.strip());
      if (!back) {
        throw new InvalidInputException(
            "%s is not deactivated; see 'universe show %1$s'".formatted(symbol));
      }
    }
    LoggerFactory.getLogger(UniverseCommand.class).info("{} is in the universe again", symbol);
    return ExitCode.DONE.code();
  }

  @Command(
      description =
          "States that a share trades under another symbol from a day on: its history"
              + " goes on, the old symbol leaves the universe on that day, and the new one is a"
              + " member from then on.",
      mixinStandardHelpOptions = true)
  int rename(
      @Mixin DatabaseOption database,
      @Parameters(index = "0", paramLabel = "OLD", description = "The symbol before.") String old,
      @Parameters(index = "1", paramLabel = "NEW", description = "The symbol from then on.")
          String other,
      @Option(
              names = "--date",
              required = true,
              paramLabel = "DATE",
              description = "The first session under the new symbol.")
          LocalDate date,
      @Option(
              names = "--reason",
              required = true,
              paramLabel = "TEXT",
              description = "Why, at most 200 characters; kept on record.")
          String reason) {
    if (reason.isBlank() || reason.length() > MAX_REASON) {
      throw new InvalidInputException(
          "--reason: 1 to %d characters were expected, found %d"
              .formatted(MAX_REASON, reason.length()));
    }
    if (!process.calendar().isSession(date)) {
      throw new InvalidInputException(date + " is no session; give the first one under the symbol");
    }
    CorporateAction rename =
        InvalidInputException.orThrow(
            () ->
                new CorporateAction(
                    SymbolOption.parsed(old),
                    date,
                    CorporateAction.Kind.RENAME,
                    BigDecimal.ONE,
                    ActionTerms.renamedTo(SymbolOption.parsed(other)),
                    false));
    try (Database opened = database.open(process, JobName.SYMBOL_BATCH)) {
      new MemberRename(opened.dataSource(), process.clock()).carryOut(rename, reason.strip());
    }
    LoggerFactory.getLogger(UniverseCommand.class)
        .info("{} is {} from {} on", rename.symbol(), rename.terms().otherSymbol(), date);
    return ExitCode.DONE.code();
  }

  @Command(description = "Lists the members.", mixinStandardHelpOptions = true)
  int list(@Mixin DatabaseOption database, @Mixin OutputOption output) {
    ResultTable result =
        ResultTable.of(
            "symbol",
            "kind",
            "origin",
            "name",
            "sector",
            "industry",
            "first_seen",
            "deactivated_on");
    try (Database opened = database.open(process, JobName.SYMBOL_BATCH)) {
      store(opened).members().forEach(member -> add(result, member));
    }
    output.print(result);
    return ExitCode.DONE.code();
  }

  @Command(
      description = "Explains why a symbol is in or out, and since when.",
      mixinStandardHelpOptions = true)
  int show(
      @Mixin DatabaseOption database,
      @Mixin OutputOption output,
      @Parameters(paramLabel = "SYMBOL", description = "The symbol.") String text) {
    Symbol symbol = SymbolOption.parsed(text);
    try (Database opened = database.open(process, JobName.SYMBOL_BATCH)) {
      Optional<UniverseMember> member =
          store(opened).members().stream()
              .filter(known -> known.symbol().equals(symbol))
              .findFirst();
      List<UniverseDecision> decisions =
          new UniverseAuditStore(opened.dataSource(), process.clock()).decisions(symbol);
      if (member.isEmpty() && decisions.isEmpty()) {
        throw SymbolOption.unknown(symbol, "any night", opened);
      }
      output.print(table(UniverseHistory.of(symbol, member, decisions)));
    }
    return ExitCode.DONE.code();
  }

  private static ResultTable table(UniverseHistory history) {
    return ResultTable.of(List.of(history))
        .column("symbol", UniverseHistory::symbol)
        .column("in_universe", row -> row.last().map(last -> last.reason().included()).orElse(null))
        .column("reason", row -> row.last().map(UniverseDecision::reason).orElse(null))
        .column("since", UniverseHistory::since)
        .column("last_night", row -> row.last().map(UniverseDecision::session).orElse(null))
        .column("origin", row -> row.member().map(UniverseMember::origin).orElse(null))
        .column("first_seen", row -> row.member().map(UniverseMember::firstSeen).orElse(null))
        .column(
            "deactivated_on", row -> row.member().map(UniverseMember::deactivatedOn).orElse(null))
        .table();
  }

  private UniverseStore store(Database opened) {
    return new UniverseStore(opened.dataSource(), process.clock());
  }

  private static void add(ResultTable result, UniverseMember member) {
    result.add(
        member.symbol(),
        member.kind(),
        member.origin(),
        member.name(),
        member.sector(),
        member.industry(),
        member.firstSeen(),
        member.deactivatedOn());
  }
}
