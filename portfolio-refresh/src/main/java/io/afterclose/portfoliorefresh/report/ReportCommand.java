package io.afterclose.portfoliorefresh.report;

import static java.nio.charset.StandardCharsets.UTF_8;

import io.afterclose.cli.command.ExitCode;
import io.afterclose.cli.option.DatabaseOption;
import io.afterclose.database.connection.Database;
import io.afterclose.portfolio.position.InvalidPortfolioException;
import io.afterclose.portfolio.position.Portfolio;
import io.afterclose.portfolio.position.PortfolioStore;
import io.afterclose.portfoliorefresh.refresh.PortfolioOption;
import io.afterclose.report.ReportReader;
import io.afterclose.report.SnapshotDetails;
import io.afterclose.report.page.PortfolioReport;
import io.afterclose.report.page.ReportIndex;
import io.afterclose.report.page.ReportPage;
import io.afterclose.run.execution.ProcessContext;
import io.afterclose.run.name.JobName;
import io.afterclose.run.outcome.InvalidInputException;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import picocli.CommandLine.ArgGroup;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

/** {@code report}: a portfolio as a page, or all of them with an index. */
@Command(
    name = "report",
    description =
        "Writes what is stored about a portfolio as one page for a browser or a printer: value"
            + " and drawdown, returns, months, the day's profit, contributions, exposures,"
            + " stress, risk, correlation, sectors, positions, and how good the data is. Each"
            + " figure has its definition, days and coverage; one that is unknown says why. The"
            + " page needs no other file and no network; the same rows give the same bytes.",
    mixinStandardHelpOptions = true)
public final class ReportCommand implements Callable<Integer> {

  private static final Logger LOG = LoggerFactory.getLogger(ReportCommand.class);

  private final ProcessContext process;

  @Mixin private DatabaseOption database = new DatabaseOption();

  @ArgGroup(multiplicity = "1")
  private Target target = new Target();

  @Option(
      names = "--date",
      paramLabel = "DATE",
      description = "The session (default: that of the newest snapshot).")
  private @Nullable LocalDate date;

  /** One of the two. */
  static final class Target {

    @ArgGroup(exclusive = false)
    private @Nullable One one;

    @ArgGroup(exclusive = false)
    private @Nullable All all;
  }

  /** One portfolio. */
  static final class One {

    @Option(
        names = "--portfolio",
        required = true,
        paramLabel = "NAME",
        description = "Whose report.")
    private String name = "";

    @Option(
        names = "--html",
        required = true,
        paramLabel = "FILE",
        description = "Where it is written to; an older file is replaced.")
    private Path file = Path.of("");
  }

  /** All of them. */
  static final class All {

    @Option(names = "--all", required = true, description = "A report of each portfolio.")
    private boolean wanted;

    @Option(
        names = "--dir",
        required = true,
        paramLabel = "FOLDER",
        description = "Where they are written to, with an index.html; older files are replaced.")
    private Path folder = Path.of("");
  }

  public ReportCommand(ProcessContext process) {
    this.process = process;
  }

  @Override
  public Integer call() {
    try (Database opened = database.open(process, JobName.PORTFOLIO_REFRESH)) {
      PortfolioStore portfolios = new PortfolioStore(opened.dataSource(), process.clock());
      ReportReader reader =
          new ReportReader(
              opened.dataSource(), process.calendar(), process.clock(), details(opened));
      if (target.one != null) {
        one(PortfolioOption.named(portfolios, target.one.name), target.one.file, reader);
      } else if (target.all != null && target.all.wanted) {
        all(portfolios, target.all.folder, reader);
      }
    }
    return ExitCode.DONE.code();
  }

  private SnapshotDetails details(Database opened) {
    SnapshotExplainer explainer = new SnapshotExplainer(opened.dataSource(), process.calendar());
    return (portfolio, day, revisions) ->
        new HeldPositions(explainer.of(portfolio, day, revisions)).detail();
  }

  private void one(Portfolio portfolio, Path file, ReportReader reader) {
    PortfolioReport report = reader.read(portfolio, date).orElseThrow(() -> none(portfolio));
    write(file, "--html", ReportPage.of(report));
    LOG.info("the report of '{}' on {} is in {}", portfolio.name(), report.cover().date(), file);
  }

  private void all(PortfolioStore portfolios, Path folder, ReportReader reader) {
    create(folder);
    List<ReportIndex.Entry> entries = new ArrayList<>();
    for (String name : portfolios.names().stream().sorted().toList()) {
      portfolios.find(name).ifPresent(portfolio -> entries.add(entry(portfolio, folder, reader)));
    }
    write(folder.resolve("index.html"), "--dir", ReportIndex.page(entries));
    LOG.info("{} reports and their index are in {}", entries.size(), folder);
  }

  /** Writes a report; one that cannot be read is named in the index and stops no other. */
  private ReportIndex.Entry entry(Portfolio portfolio, Path folder, ReportReader reader) {
    String file = ReportIndex.fileName(portfolio.id(), portfolio.name());
    try {
      Optional<PortfolioReport> report = reader.read(portfolio, date);
      report.ifPresent(read -> write(folder.resolve(file), "--dir", ReportPage.of(read)));
      return report
          .map(read -> ReportIndex.Entry.of(file, read))
          .orElseGet(() -> ReportIndex.Entry.missing(portfolio.name(), whyNone()));
    } catch (InvalidPortfolioException contradictory) {
      LOG.warn("'{}' has no report: {}", portfolio.name(), contradictory.getMessage());
      return ReportIndex.Entry.missing(
          portfolio.name(), String.valueOf(contradictory.getMessage()));
    }
  }

  private String whyNone() {
    return date == null ? "it has no snapshot yet" : "it has no snapshot on " + date;
  }

  private InvalidInputException none(Portfolio portfolio) {
    return usage(
        "'"
            + portfolio.name()
            + "': "
            + whyNone()
            + "; 'snapshots --portfolio' shows those it has, 'plan --portfolio' those it lacks");
  }

  private static void create(Path folder) {
    try {
      Files.createDirectories(folder);
    } catch (IOException impossible) {
      throw usage("--dir " + folder + " cannot be made: " + impossible);
    }
  }

  private static void write(Path file, String option, String page) {
    try {
      Files.writeString(file, page, UTF_8);
    } catch (IOException unwritable) {
      throw usage(option + " " + file + " cannot be written: " + unwritable);
    }
  }

  private static InvalidInputException usage(String message) {
    return new InvalidInputException(message);
  }
}
