package io.afterclose.portfoliorefresh.keeping.trade;

import io.afterclose.cli.output.OutputOption;
import io.afterclose.database.connection.Database;
import io.afterclose.portfolio.position.Portfolio;
import io.afterclose.portfoliorefresh.broker.AsOf;
import io.afterclose.portfoliorefresh.broker.LineError;
import io.afterclose.portfoliorefresh.broker.ReadingOptions;
import io.afterclose.portfoliorefresh.broker.activity.ActivityFile;
import io.afterclose.portfoliorefresh.broker.activity.ParsedActivities;
import io.afterclose.portfoliorefresh.keeping.KeepingCommand;
import io.afterclose.portfoliorefresh.keeping.OptionValues;
import io.afterclose.portfoliorefresh.keeping.Reason;
import io.afterclose.portfoliorefresh.keeping.file.FileOptions;
import io.afterclose.portfoliorefresh.refresh.PortfolioNameOption;
import io.afterclose.run.execution.ProcessContext;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

/** {@code trades import}. */
@Command(
    name = "import",
    description =
        "Imports the activities of an account from what its broker exports, or from a"
            + " CSV file with date, action, symbol, quantity, price and, if wanted,"
            + " commission, fees, amount, ex_date, reference, multiplier, investment_class,"
            + " cost: purchases and sales (the oldest lots first), short sales, options and"
            + " their ends, transfers in and out, dividends, interest, fees, taxes, deposits"
            + " and withdrawals. All or nothing: every bad line is named. A line that was"
            + " imported before, by the broker's reference or by what it says, is passed"
            + " over. What 'import --update' assumed is replaced by the trades that are told"
            + " here. Splits, mergers and spin-offs count by the market's own facts.",
    mixinStandardHelpOptions = true)
final class ImportTrades extends KeepingCommand {

  private static final Logger LOG = LoggerFactory.getLogger(ImportTrades.class);

  @Mixin private PortfolioNameOption portfolio = new PortfolioNameOption();
  @Mixin private FileOptions files = new FileOptions();
  @Mixin private OutputOption output = new OutputOption();
  @Mixin private Reason.Allowed reason = new Reason.Allowed();

  @Option(names = "--dry-run", description = "Prints what it would make, and makes nothing.")
  private boolean dryRun;

  private @Nullable ParsedActivities parsed;

  ImportTrades(ProcessContext process) {
    super(process);
  }

  @Override
  protected Optional<String> reason() {
    return reason.checked();
  }

  @Override
  protected boolean isDryRun() {
    return dryRun;
  }

  @Override
  protected void checkOptions() {
    ReadingOptions reading = files.reading(process(), AsOf.UNSAID);
    ParsedActivities read = files.file().read(reader -> ActivityFile.parse(reader, reading));
    read.notes().forEach(note -> LOG.info("{}", note));
    refuse(read.errors().stream().map(LineError::message).toList());
    parsed = read;
  }

  private void refuse(List<String> lines) {
    if (!lines.isEmpty()) {
      throw OptionValues.refused(
          "nothing was imported from "
              + files.file().shown()
              + ":\n"
              + lines.stream().map(line -> "  " + line).collect(Collectors.joining("\n")));
    }
  }

  @Override
  protected String change(Database opened) {
    Portfolio named = locked(opened, portfolio.text());
    ActivityImport made =
        ActivityImport.of(
            process(), opened, named, Objects.requireNonNull(parsed, "the file").lines());
    refuse(made.refusals());
    made.notes().forEach(note -> LOG.info("{}", note));
    if (dryRun) {
      output.print(ImportedLine.table(made.imported()));
    }
    return "'%s': %d lines are imported, %d were before%s"
        .formatted(
            named.name(),
            made.imported().size(),
            made.known(),
            dryRun ? "; nothing is stored" : "; the next run recalculates the days from then on");
  }
}
