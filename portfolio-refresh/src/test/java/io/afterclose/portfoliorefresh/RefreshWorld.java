package io.afterclose.portfoliorefresh;

import io.afterclose.calendar.NyseCalendar;
import io.afterclose.calendar.TradingCalendar;
import io.afterclose.market.price.CorporateActionStore;
import io.afterclose.market.price.PriceStore;
import io.afterclose.portfoliorefresh.fixture.CommandRun;
import io.afterclose.portfoliorefresh.fixture.DataTables;
import io.afterclose.portfoliorefresh.fixture.StoredPortfolios;
import io.afterclose.portfoliorefresh.fixture.StoredPrices;
import io.afterclose.portfoliorefresh.fixture.SymbolNights;
import io.afterclose.portfoliorefresh.gate.GateWait;
import io.afterclose.portfoliorefresh.gate.OnboardingWait;
import io.afterclose.portfoliorefresh.portfolio.Portfolio;
import io.afterclose.portfoliorefresh.portfolio.PortfolioDates;
import io.afterclose.portfoliorefresh.portfolio.PortfolioHistory;
import io.afterclose.portfoliorefresh.portfolio.SnapshotReason;
import io.afterclose.portfoliorefresh.snapshot.SnapshotCalculator;
import io.afterclose.portfoliorefresh.snapshot.SnapshotMaker;
import io.afterclose.portfoliorefresh.valuation.MarketData;
import io.afterclose.portfoliorefresh.valuation.MarketDataLoader;
import io.afterclose.portfoliorefresh.valuation.MarketSource;
import io.afterclose.run.JobName;
import io.afterclose.run.RunParameters;
import io.afterclose.run.Source;
import io.afterclose.run.launch.JobContext;
import io.afterclose.run.launch.RunResult;
import io.afterclose.run.launch.Surroundings;
import io.afterclose.run.launch.TimeLimit;
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
final class RefreshWorld {
  /** The latest completed session. */
  static final LocalDate D = LocalDate.parse("2022-06-30");

  private static final Retries AT_ONCE =
      new Retries(Collections.nCopies(3, Duration.ZERO), Duration.ofSeconds(1));

  private final PostgresExtension postgres;
  private final SettableClock clock = SettableClock.at("2022-07-01T02:30:00Z");

  RefreshWorld(PostgresExtension postgres) {
    this.postgres = postgres;
  }

  /** The same, empty. */
  static RefreshWorld emptied(PostgresExtension postgres) {
    postgres.reset();
    return new RefreshWorld(postgres);
  }

  static LocalDate day(String date) {
    return LocalDate.parse(date);
  }

  static List<LocalDate> days(String... dates) {
    return List.of(dates).stream().map(LocalDate::parse).toList();
  }

  static TradingCalendar calendar() {
    return NyseCalendar.standard();
  }

  /** The sessions from a day to another, both included. */
  static List<LocalDate> sessions(String from, String to) {
    return calendar().sessions(LocalDate.parse(from), LocalDate.parse(to));
  }

  SettableClock clock() {
    return clock;
  }

  DataSource dataSource() {
    return postgres.dataSource();
  }

  JdbcClient sql() {
    return JdbcClient.create(dataSource());
  }

  Surroundings surroundings() {
    return new Surroundings(postgres.environment(), clock);
  }

  /** Runs a command in this process, at the clock's time. */
  CommandRun command(String... arguments) {
    return CommandRun.of(PortfolioRefresh.commandLine(surroundings()), arguments);
  }

  /** Imports a file with this text. */
  CommandRun imported(Path folder, String name, String csv, String... more) {
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
  CommandRun runFor(LocalDate date) {
    return command("run", "--date", date.toString(), "--wait", "0s");
  }

  /** A revision of a night by so many workers, past the command line, and without any pause. */
  RunResult runFor(LocalDate date, int revision, Workers workers) {
    try (JobContext context =
        JobContext.open(
            JobName.PORTFOLIO_REFRESH,
            PortfolioRefreshJob.class,
            surroundings(),
            postgres.database(),
            beans -> {
              beans.registerBean(
                  GateWait.class, () -> new GateWait(Duration.ZERO, Duration.ofMinutes(5), false));
              beans.registerBean(OnboardingWait.class, () -> OnboardingWait.atMost(Duration.ZERO));
              beans.registerBean(Workers.class, () -> workers);
              beans.registerBean(RefreshScope.class, () -> RefreshScope.NIGHT);
              beans.registerBean(Retries.class, () -> AT_ONCE);
            })) {
      return context.run(
          new RunParameters(date, RunParameters.EVERYTHING, revision, Source.OPERATOR),
          TimeLimit.NONE);
    }
  }

  /** What the command plan prints, a line for each date without the heading. */
  List<String> planned(String... options) {
    List<String> arguments = new ArrayList<>(List.of("plan", "-o", "csv"));
    arguments.addAll(List.of(options));
    CommandRun plan = command(arguments.toArray(String[]::new));
    if (plan.exitCode() != 0) {
      throw new AssertionError("plan ended with " + plan.exitCode() + ": " + plan.err());
    }
    return plan.out().lines().skip(1).toList();
  }

  /** The later revisions as {@code portfolio,date,reason}, by name and date. */
  List<String> restated() {
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

  Composition composition() {
    return new Composition(dataSource(), calendar(), clock);
  }

  /**
   * Makes snapshots by the maker itself, in a transaction, as a chunk does; how many were added.
   */
  int snapshots(String name, List<LocalDate> dates) {
    return snapshots(name, dates, SnapshotReason.MISSING);
  }

  /** The same for another reason. */
  int snapshots(String name, List<LocalDate> dates, SnapshotReason reason) {
    Portfolio portfolio = composition().portfolios().find(name).orElseThrow();
    List<PortfolioDates> work = List.of(PortfolioDates.of(portfolio, dates, reason));
    SnapshotMaker maker = composition().maker();
    return Objects.requireNonNull(
            composition().oneState().execute(status -> maker.make(work, null)))
        .written();
  }

  /** A portfolio and dates, as a plan has them. */
  PortfolioDates work(String name, List<LocalDate> dates) {
    return PortfolioDates.of(
        composition().portfolios().find(name).orElseThrow(), dates, SnapshotReason.MISSING);
  }

  /** What the stored inputs make of a portfolio's dates now. */
  Map<LocalDate, String> fingerprintsNow(String name, List<LocalDate> dates) {
    Portfolio portfolio = composition().portfolios().find(name).orElseThrow();
    PortfolioHistory history =
        Objects.requireNonNull(
                composition().portfolios().stated(List.of(portfolio)).get(portfolio.id()))
            .of(portfolio);
    MarketData market =
        new MarketDataLoader(
                calendar(),
                MarketSource.now(
                    new PriceStore(dataSource(), clock),
                    new CorporateActionStore(dataSource(), clock)))
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
  Map<LocalDate, String> fingerprints(String name) {
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

  StoredPrices prices() {
    return new StoredPrices(dataSource(), clock);
  }

  StoredPortfolios portfolios() {
    return new StoredPortfolios(dataSource());
  }

  SymbolNights symbolNights() {
    return new SymbolNights(dataSource());
  }

  DataTables tables() {
    return new DataTables(dataSource());
  }
}
