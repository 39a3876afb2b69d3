package io.afterclose.portfoliorefresh;

import io.afterclose.calendar.NyseCalendar;
import io.afterclose.calendar.TradingCalendar;
import io.afterclose.market.price.CorporateActionStore;
import io.afterclose.market.price.PriceStore;
import io.afterclose.market.universe.OptionRootStore;
import io.afterclose.portfolio.position.Portfolio;
import io.afterclose.portfolio.position.PortfolioHistory;
import io.afterclose.portfolio.snapshot.SnapshotReason;
import io.afterclose.portfoliorefresh.analytics.AnalyticsSettings;
import io.afterclose.portfoliorefresh.fixture.DataTables;
import io.afterclose.portfoliorefresh.fixture.StoredPortfolios;
import io.afterclose.portfoliorefresh.fixture.StoredPrices;
import io.afterclose.portfoliorefresh.fixture.SymbolNights;
import io.afterclose.portfoliorefresh.gap.PortfolioDates;
import io.afterclose.portfoliorefresh.gate.GateWait;
import io.afterclose.portfoliorefresh.gate.OnboardingWait;
import io.afterclose.portfoliorefresh.refresh.RefreshScope;
import io.afterclose.portfoliorefresh.refresh.Retries;
import io.afterclose.portfoliorefresh.refresh.Workers;
import io.afterclose.portfoliorefresh.snapshot.SnapshotCalculator;
import io.afterclose.portfoliorefresh.snapshot.SnapshotComponents;
import io.afterclose.portfoliorefresh.snapshot.SnapshotWork;
import io.afterclose.portfoliorefresh.valuation.MarketData;
import io.afterclose.portfoliorefresh.valuation.MarketDataLoader;
import io.afterclose.portfoliorefresh.valuation.MarketSource;
import io.afterclose.run.execution.JobContext;
import io.afterclose.run.execution.ProcessContext;
import io.afterclose.run.execution.RunResult;
import io.afterclose.run.execution.TimeLimit;
import io.afterclose.run.name.JobName;
import io.afterclose.run.name.RunRequest;
import io.afterclose.run.name.RunScope;
import io.afterclose.run.name.Source;
import io.afterclose.testkit.CommandRun;
import io.afterclose.testkit.PostgresExtension;
import io.afterclose.testkit.SettableClock;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.TreeMap;
import javax.sql.DataSource;
import org.springframework.jdbc.core.RowCallbackHandler;
import org.springframework.jdbc.core.simple.JdbcClient;

/** A class's database, the evening of 2022-06-30 in New York, and the command line beside them. */
public final class RefreshWorld {
  /** The latest completed session. */
  public static final LocalDate D = LocalDate.parse("2022-06-30");

  private static final Retries AT_ONCE =
      new Retries(Collections.nCopies(3, Duration.ZERO), Duration.ofSeconds(1));

  private final PostgresExtension postgres;
  private final SettableClock clock = SettableClock.at("2022-07-01T02:30:00Z");

  public RefreshWorld(PostgresExtension postgres) {
    this.postgres = postgres;
  }

  /** The same, empty. */
  public static RefreshWorld emptied(PostgresExtension postgres) {
    postgres.reset();
    return new RefreshWorld(postgres);
  }

  public static LocalDate day(String date) {
    return LocalDate.parse(date);
  }

  public static List<LocalDate> days(String... dates) {
    return List.of(dates).stream().map(LocalDate::parse).toList();
  }

  public static TradingCalendar calendar() {
    return NyseCalendar.standard();
  }

  /** The sessions from a day to another, both included. */
  public static List<LocalDate> sessions(String from, String to) {
    return calendar().sessions(LocalDate.parse(from), LocalDate.parse(to));
  }

  public SettableClock clock() {
    return clock;
  }

  public DataSource dataSource() {
    return postgres.dataSource();
  }

  public JdbcClient sql() {
    return JdbcClient.create(dataSource());
  }

  public ProcessContext process() {
    return new ProcessContext(postgres.environment(), clock);
  }

  /** Runs a command in this process, at the clock's time. */
  public CommandRun command(String... arguments) {
    return RefreshCommand.run(process(), arguments);
  }

  /** Imports a file with this text. */
  public CommandRun imported(Path folder, String name, String csv, String... more) {
    try {
      Path file = Files.writeString(folder.resolve("positions.csv"), csv);
      List<String> arguments = new ArrayList<>(List.of("import", "--name", name));
      arguments.addAll(List.of("--file", file.toString()));
      arguments.addAll(List.of(more));
      return command(arguments.toArray(String[]::new));
    } catch (IOException unwritable) {
      throw new UncheckedIOException(unwritable);
    }
  }

  /** The nightly run of a date whose symbol night is looked for once. */
  public CommandRun runFor(LocalDate date) {
    return command("run", "--date", date.toString(), "--wait", "0s");
  }

  /** A revision of a night by so many workers, past the command line, and without any pause. */
  public RunResult runFor(LocalDate date, int revision, Workers workers) {
    try (JobContext context =
        JobContext.open(
            JobName.PORTFOLIO_REFRESH,
            PortfolioRefreshJob.class,
            process(),
            postgres.database(),
            beans -> {
              beans.registerBean(
                  GateWait.class, () -> new GateWait(Duration.ZERO, Duration.ofMinutes(5), false));
              beans.registerBean(OnboardingWait.class, () -> OnboardingWait.atMost(Duration.ZERO));
              beans.registerBean(Workers.class, () -> workers);
              beans.registerBean(RefreshScope.class, () -> RefreshScope.NIGHT);
              beans.registerBean(Retries.class, () -> AT_ONCE);
              beans.registerBean(AnalyticsSettings.class, () -> AnalyticsSettings.of(Map.of()));
            })) {
      return context.run(
          new RunRequest(date, RunScope.EVERYTHING, revision, Source.OPERATOR), TimeLimit.NONE);
    }
  }

  /** What the command plan prints, a line for each date without the heading. */
  public List<String> planned(String... options) {
    List<String> arguments = new ArrayList<>(List.of("plan", "-o", "csv"));
    arguments.addAll(List.of(options));
    CommandRun plan = command(arguments.toArray(String[]::new));
    if (plan.exitCode() != 0) {
      throw new AssertionError("plan ended with " + plan.exitCode() + ": " + plan.err());
    }
    return plan.out().lines().skip(1).toList();
  }

  /** The later revisions as {@code portfolio,date,reason}, by name and date. */
  public List<String> restated() {
    return sql()
        .sql(
            """
            select concat_ws(',', f.name, s.snapshot_date, s.reason)
            from portfolio_snapshots s join portfolios f on f.portfolio_id = s.portfolio_id
            where s.revision > 1
            order by f.name collate "C", s.snapshot_date, s.revision
            """)
        .query(String.class)
        .list();
  }

  public SnapshotComponents composition() {
    return new SnapshotComponents(dataSource(), calendar(), clock);
  }

  /**
   * Makes snapshots by the maker itself, in a transaction, as a chunk does; how many were added.
   */
  public int snapshots(String name, List<LocalDate> dates) {
    return snapshots(name, dates, SnapshotReason.MISSING);
  }

  /** The same for another reason. */
  public int snapshots(String name, List<LocalDate> dates, SnapshotReason reason) {
    Portfolio portfolio = composition().portfolios().find(name).orElseThrow();
    List<PortfolioDates> work = List.of(PortfolioDates.of(portfolio, dates, reason));
    SnapshotWork maker = composition().work();
    return Objects.requireNonNull(
            composition().repeatableRead().execute(status -> maker.make(work, null)))
        .written();
  }

  /** A portfolio and dates, as a plan has them. */
  public PortfolioDates work(String name, List<LocalDate> dates) {
    return PortfolioDates.of(
        composition().portfolios().find(name).orElseThrow(), dates, SnapshotReason.MISSING);
  }

  /** What the stored inputs make of a portfolio's dates now. */
  public Map<LocalDate, String> fingerprintsNow(String name, List<LocalDate> dates) {
    Portfolio portfolio = composition().portfolios().find(name).orElseThrow();
    PortfolioHistory history =
        Objects.requireNonNull(
                composition().portfolios().recorded(List.of(portfolio)).get(portfolio.id()))
            .of(portfolio);
    MarketData market =
        new MarketDataLoader(
                calendar(),
                MarketSource.now(
                    new PriceStore(dataSource(), clock),
                    new CorporateActionStore(dataSource(), clock),
                    new OptionRootStore(dataSource())))
            .load(List.of(history), dates);
    Map<LocalDate, String> fingerprints = new TreeMap<>();
    dates.forEach(
        date ->
            fingerprints.put(
                date,
                SnapshotCalculator.calculate(history, market, date).snapshot().fingerprint()));
    return fingerprints;
  }

  /** Those of the latest revisions. */
  public Map<LocalDate, String> fingerprints(String name) {
    Map<LocalDate, String> fingerprints = new TreeMap<>();
    sql()
        .sql(
            """
            select s.snapshot_date, s.fingerprint from portfolio_snapshots_latest s
            join portfolios f on f.portfolio_id = s.portfolio_id
            where f.name = ?
            """)
        .param(name)
        .query(
            (RowCallbackHandler)
                row -> fingerprints.put(row.getObject(1, LocalDate.class), row.getString(2)));
    return fingerprints;
  }

  public StoredPrices prices() {
    return new StoredPrices(dataSource(), clock);
  }

  public StoredPortfolios portfolios() {
    return new StoredPortfolios(dataSource());
  }

  public SymbolNights symbolNights() {
    return new SymbolNights(dataSource());
  }

  public DataTables tables() {
    return new DataTables(dataSource());
  }
}
