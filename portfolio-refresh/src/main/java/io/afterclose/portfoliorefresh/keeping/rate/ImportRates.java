package io.afterclose.portfoliorefresh.keeping.rate;

import io.afterclose.calendar.TradingCalendar;
import io.afterclose.database.connection.Database;
import io.afterclose.portfolio.figure.RiskFreeRateStore;
import io.afterclose.portfoliorefresh.keeping.KeepingCommand;
import io.afterclose.run.execution.ProcessContext;
import java.math.BigDecimal;
import java.nio.file.Path;
import java.time.LocalDate;
import java.util.Collections;
import java.util.NavigableMap;
import java.util.Optional;
import java.util.TreeMap;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;

/** {@code rates import}. */
@Command(
    name = "import",
    description =
        "Records risk-free rates of a CSV file with the columns date and rate, an effective rate a"
            + " year as a fraction, 0.0525; or date and percent, 5.25. Each holds until the next."
            + " All lines are recorded or none. The next run calculates the figures from the first"
            + " changed day on anew.",
    mixinStandardHelpOptions = true)
final class ImportRates extends KeepingCommand {

  private static final int SOURCE = 200;

  private final ProcessContext process;

  @Option(names = "--file", required = true, paramLabel = "FILE", description = "The CSV file.")
  private Path file = Path.of("");

  @Option(names = "--dry-run", description = "Says what would be recorded; nothing is stored.")
  private boolean dryRun;

  private NavigableMap<LocalDate, BigDecimal> rates = Collections.emptyNavigableMap();

  ImportRates(ProcessContext process) {
    super(process);
    this.process = process;
  }

  @Override
  protected void checkOptions() {
    LocalDate today = LocalDate.ofInstant(process.clock().instant(), TradingCalendar.NEW_YORK);
    rates = new TreeMap<>(RatesFile.read(file, today));
  }

  @Override
  protected Optional<String> reason() {
    return Optional.empty();
  }

  @Override
  protected boolean isDryRun() {
    return dryRun;
  }

  @Override
  protected String change(Database opened) {
    RiskFreeRateStore.Recorded recorded =
        new RiskFreeRateStore(opened.dataSource(), process.clock()).record(rates, source());
    int known = rates.size() - recorded.added() - recorded.replaced();
    return "%d rates from %s to %s: %d added, %d replaced, %d as they were%s"
        .formatted(
            rates.size(),
            rates.firstKey(),
            rates.lastKey(),
            recorded.added(),
            recorded.replaced(),
            known,
            dryRun ? "; nothing is stored" : "");
  }

  private String source() {
    String name = String.valueOf(file.getFileName());
    return name.length() <= SOURCE ? name : name.substring(0, SOURCE);
  }
}
