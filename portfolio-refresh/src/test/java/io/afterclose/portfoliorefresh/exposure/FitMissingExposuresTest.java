package io.afterclose.portfoliorefresh.exposure;

import static org.assertj.core.api.Assertions.assertThat;

import io.afterclose.calendar.NyseCalendar;
import io.afterclose.calendar.TradingCalendar;
import io.afterclose.market.factor.ExposureStore;
import io.afterclose.market.price.ClosePanelStore;
import io.afterclose.market.price.CorporateActionStore;
import io.afterclose.market.price.PriceRow;
import io.afterclose.market.returns.ReturnsLoader;
import io.afterclose.portfolio.position.Portfolio;
import io.afterclose.portfolio.position.PositionStore;
import io.afterclose.portfolio.snapshot.SnapshotReason;
import io.afterclose.portfoliorefresh.fixture.CountedStatements;
import io.afterclose.portfoliorefresh.fixture.StoredPortfolios;
import io.afterclose.portfoliorefresh.fixture.StoredPortfolios.Lot;
import io.afterclose.portfoliorefresh.fixture.StoredPrices;
import io.afterclose.portfoliorefresh.gap.PortfolioDates;
import io.afterclose.quant.factor.FactorEtfs;
import io.afterclose.quant.factor.FactorFit;
import io.afterclose.quant.factor.FactorModel;
import io.afterclose.quant.factor.FactorModels;
import io.afterclose.quant.factor.PreparedModel;
import io.afterclose.quant.price.ActionTerms;
import io.afterclose.quant.price.CorporateAction;
import io.afterclose.quant.price.Sessions;
import io.afterclose.quant.returns.ReturnMatrix;
import io.afterclose.quant.symbol.Symbol;
import io.afterclose.run.history.ItemFailureStore;
import io.afterclose.run.name.RunRequest;
import io.afterclose.run.progress.PhaseProgress;
import io.afterclose.run.progress.ProgressDisplay;
import io.afterclose.testkit.PostgresExtension;
import io.afterclose.testkit.SettableClock;
import java.math.BigDecimal;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.Random;
import java.util.Set;
import java.util.TreeSet;
import javax.sql.DataSource;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.springframework.batch.core.ExitStatus;
import org.springframework.batch.core.job.parameters.JobParametersBuilder;
import org.springframework.batch.core.step.StepExecution;
import org.springframework.batch.infrastructure.item.Chunk;
import org.springframework.batch.infrastructure.item.ExecutionContext;
import org.springframework.batch.test.MetaDataInstanceFactory;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.jdbc.support.JdbcTransactionManager;
import org.springframework.transaction.support.TransactionTemplate;

/** Exposures made beside the symbol job, in a market that wanders for 300 sessions. */
final class FitMissingExposuresTest {
  @RegisterExtension static final PostgresExtension POSTGRES = new PostgresExtension();

  private static final TradingCalendar CALENDAR = NyseCalendar.standard();
  private static final LocalDate D = LocalDate.parse("2022-06-30");
  private static final LocalDate MAY = LocalDate.parse("2022-05-04");
  private static final LocalDate JUNE = LocalDate.parse("2022-06-15");
  private static final List<LocalDate> SESSIONS = CALENDAR.lastSessions(300, D);

  private final SettableClock clock = SettableClock.at("2022-07-01T02:30:00Z");
  private final StoredPrices prices = new StoredPrices(POSTGRES.dataSource(), clock);
  private final StoredPortfolios portfolios = new StoredPortfolios(POSTGRES.dataSource());
  private final JdbcClient sql = JdbcClient.create(POSTGRES.dataSource());
  private final StepExecution step =
      MetaDataInstanceFactory.createStepExecution(
          new JobParametersBuilder().addLocalDate(RunRequest.TARGET_DATE, D).toJobParameters());

  @BeforeEach
  void funds_and_five_shares() {
    POSTGRES.reset();
    FactorEtfs.ALL.forEach(etf -> wander(etf.text(), SESSIONS, 1));
    wander("AAPL", SESSIONS, 1);
    wander("HOLED", SESSIONS, 0.8);
    wander("SPLIT", SESSIONS, 1);
    wander("YOUNG", SESSIONS.subList(280, 300), 1);
    wander("KO", SESSIONS, 1);
    prices.dividend("SPLIT", SESSIONS.get(220), "0.7");
    prices.split("SPLIT", SESSIONS.get(250), "4");
  }

  @Test
  void each_date_has_bit_for_bit_what_the_symbol_job_fits_on_its_night() {
    long holder = held("AAPL", "HOLED", "SPLIT", "YOUNG", "UNPRICED");
    Set<Symbol> symbols = symbols("AAPL", "HOLED", "SPLIT", "YOUNG", "UNPRICED");
    List<LocalDate> dates = List.of(MAY, JUNE, D);
    List<String> nights = new ArrayList<>();
    for (LocalDate night : dates) {
      nights.addAll(rowsOf(night, symbols));
    }
    fit(POSTGRES.dataSource(), work(holder, D, JUNE, MAY));
    assertThat(nights).hasSize(3 * (5 * 12 + 6));
    assertThat(rows()).isEqualTo(nights.stream().sorted().toList());
    assertThat(
            sql.sql("select count(*) from symbol_factor_exposures where beta <> 0")
                .query(Long.class)
                .single())
        .isGreaterThan(100);
  }

  /** What a night of the symbol job stores: as the night knew it, without anything later. */
  private List<String> rowsOf(LocalDate night, Set<Symbol> symbols) {
    Set<Symbol> columns = new TreeSet<>(symbols);
    columns.addAll(FactorEtfs.ALL);
    Sessions lookback = Sessions.of(CALENDAR.sessions(night.minusDays(400), night));
    ExposureStore store = new ExposureStore(POSTGRES.dataSource());
    return Objects.requireNonNull(
        new TransactionTemplate(new JdbcTransactionManager(POSTGRES.dataSource()))
            .execute(
                status -> {
                  sql.sql("delete from market_data_cache where price_date > ?")
                      .param(night)
                      .update();
                  sql.sql("delete from corporate_actions where ex_date > ?").param(night).update();
                  ReturnMatrix returns = loader(POSTGRES.dataSource()).load(lookback, columns);
                  for (FactorModel model : FactorModels.ALL) {
                    PreparedModel prepared = model.prepare(returns);
                    List<FactorFit> fits = new ArrayList<>();
                    symbols.forEach(
                        s -> fits.addAll(prepared.fit(returns.series(s).orElseThrow())));
                    store.save(night, fits);
                    prepared.diagnostics().ifPresent(one -> store.saveDiagnostics(night, one));
                  }
                  List<String> rows = rows();
                  status.setRollbackOnly();
                  return rows;
                }));
  }

  @Test
  void what_is_complete_stays_as_it_is() {
    long holder = held("AAPL", "KO");
    fit(POSTGRES.dataSource(), work(holder, D));
    List<String> first = versions();
    sql.sql("delete from symbol_factor_exposures where symbol = 'KO' and factor_code = 'VALUE'")
        .update();
    assertThat(fit(POSTGRES.dataSource(), work(holder, D)).getExitDescription())
        .isEqualTo("fitted 1 symbol dates, 0 symbols without all factors");
    assertThat(versions().stream().filter(first::contains))
        .hasSize(12)
        .allMatch(row -> row.contains("AAPL"));
    assertThat(versions()).hasSize(24);
    assertThat(fit(POSTGRES.dataSource(), work(holder, D)).getExitDescription()).isEmpty();
  }

  @Test
  void what_could_not_be_fitted_is_listed_with_its_reason_and_made_up_for_when_it_can_be() {
    long holder = held("AAPL", "YOUNG", "UNPRICED");
    assertThat(fit(POSTGRES.dataSource(), work(holder, JUNE, D)).getExitDescription())
        .isEqualTo("fitted 2 symbol dates, 2 symbols without all factors");
    assertThat(failures())
        .containsExactly(
            "UNPRICED INSUFFICIENT_DATA 2022-06-30 MARKET_BETA: 0 of the 90 sessions to 2022-06-30"
                + " have a return of UNPRICED and of SPY; 30 are needed",
            "YOUNG INSUFFICIENT_DATA 2022-06-30 MARKET_BETA: 19 of the 90 sessions to 2022-06-30"
                + " have a return of YOUNG and of SPY; 30 are needed");
    assertThat(step.getExecutionContext().getLong("exposures.fitted")).isEqualTo(2);
    assertThat(step.getExecutionContext().getInt("symbols.without.factors")).isEqualTo(2);

    wander("UNPRICED", SESSIONS, 1);
    assertThat(fit(POSTGRES.dataSource(), work(holder, JUNE)).getExitDescription())
        .isEqualTo("fitted 1 symbol dates, 1 symbols without all factors");
    assertThat(statuses("UNPRICED", JUNE)).containsOnly("FITTED").hasSize(12);
    assertThat(statuses("UNPRICED", D)).containsOnly("INSUFFICIENT_DATA");
  }

  @Test
  void only_public_symbols_held_on_a_date_by_who_is_made_on_it_are_fitted() {
    long mixed = held("AAPL");
    portfolios.position(mixed, Lot.shares("KO", "1", JUNE.plusDays(1), "60"));
    portfolios.position(mixed, Lot.shares("HOLED", "1", MAY, "60").sold(JUNE, "61"));
    portfolios.position(mixed, Lot.shares("FARM", "1", MAY, "60").of("PRIVATE"));
    portfolios.position(mixed, Lot.shares("AAPL230120C00150000", "1", MAY, "6").of("OPTIONS"));
    portfolios.asBeforeTheRules();
    portfolios.position(mixed, Lot.shares("no symbol", "1", MAY, "60"));
    long other = held("SPLIT");
    fit(POSTGRES.dataSource(), List.of(work(mixed, JUNE, D).get(0), work(other, D).get(0)));
    assertThat(
            sql.sql(
                    "select distinct calculation_date || ' ' || symbol from symbol_factor_exposures"
                        + " order by 1")
                .query(String.class)
                .list())
        .containsExactly("2022-06-15 AAPL", "2022-06-30 AAPL", "2022-06-30 KO", "2022-06-30 SPLIT");
  }

  @Test
  void many_symbols_ask_as_often_as_one() {
    long one = held("AAPL");
    int asked = asked(one);
    String[] many = new String[60];
    for (int number = 0; number < many.length; number++) {
      many[number] = "S" + number;
    }
    assertThat(asked(held(many))).isEqualTo(asked).isLessThan(40);
    assertThat(sql.sql("select count(*) from symbol_factor_exposures").query(Long.class).single())
        .isEqualTo(61 * 12 * 2);
  }

  private int asked(long portfolio) {
    CountedStatements counted = new CountedStatements(POSTGRES.dataSource());
    fit(counted, work(portfolio, JUNE, D));
    return counted.asked();
  }

  @Test
  void what_a_share_was_renamed_to_is_fitted_in_its_place() {
    wander("OLDCO", SESSIONS.subList(0, 299), 1);
    wander("NEWCO", SESSIONS.subList(299, 300), 1);
    prices.action(
        new CorporateAction(
            Symbol.of("OLDCO"),
            D,
            CorporateAction.Kind.RENAME,
            BigDecimal.ONE,
            ActionTerms.renamedTo(Symbol.of("NEWCO")),
            false));
    fit(POSTGRES.dataSource(), work(held("OLDCO"), JUNE, D));
    assertThat(
            sql.sql(
                    "select distinct symbol || ' ' || calculation_date || ' ' || observations"
                        + " from symbol_factor_exposures where factor_code = 'MARKET_BETA' order by 1")
                .query(String.class)
                .list())
        .containsExactly("NEWCO 2022-06-30 90", "OLDCO 2022-06-15 90");
  }

  @Test
  void nothing_planned_is_nothing_done() {
    held("AAPL");
    assertThat(fit(POSTGRES.dataSource(), List.of())).isEqualTo(ExitStatus.COMPLETED);
    assertThat(rows()).isEmpty();
  }

  /** Reads, fits and stores as the step does, each item in a transaction. */
  private ExitStatus fit(DataSource dataSource, List<PortfolioDates> work) {
    ExposureStore exposures = new ExposureStore(dataSource);
    MissingExposureReader reader =
        new MissingExposureReader(
            () -> work,
            new PositionStore(dataSource),
            exposures,
            new CorporateActionStore(dataSource, clock));
    MissingExposureProcessor processor = new MissingExposureProcessor(CALENDAR, loader(dataSource));
    MissingExposureWriter writer =
        new MissingExposureWriter(
            step,
            exposures,
            new ItemFailureStore(dataSource, clock),
            new PhaseProgress(List.of(), ProgressDisplay.forThisProcess(), clock));
    reader.open(new ExecutionContext());
    step.setExitStatus(ExitStatus.COMPLETED);
    TransactionTemplate transaction =
        new TransactionTemplate(new JdbcTransactionManager(dataSource));
    while (Boolean.TRUE.equals(
        transaction.execute(
            status -> {
              MissingFits missing = reader.read();
              if (missing != null) {
                writer.write(Chunk.of(processor.process(missing)));
              }
              return missing != null;
            }))) {
      assertThat(step.getExitStatus()).isEqualTo(ExitStatus.COMPLETED);
    }
    return writer.afterStep(step);
  }

  private ReturnsLoader loader(DataSource dataSource) {
    return new ReturnsLoader(
        new ClosePanelStore(dataSource), new CorporateActionStore(dataSource, clock));
  }

  private long held(String... symbols) {
    long portfolio = portfolios.empty(String.join(" ", symbols).substring(0, 4) + symbols.length);
    for (String symbol : symbols) {
      portfolios.position(portfolio, Lot.shares(symbol, "1", MAY, "10"));
    }
    return portfolio;
  }

  private static List<PortfolioDates> work(long portfolio, LocalDate... dates) {
    return List.of(
        PortfolioDates.of(
            new Portfolio(portfolio, "P" + portfolio), List.of(dates), SnapshotReason.MISSING));
  }

  private static Set<Symbol> symbols(String... texts) {
    Set<Symbol> symbols = new TreeSet<>();
    for (String text : texts) {
      symbols.add(Symbol.of(text));
    }
    return symbols;
  }

  /** A random walk of its own for each symbol, with a close on a share of the sessions. */
  private void wander(String symbol, List<LocalDate> sessions, double share) {
    Random random = new Random(symbol.hashCode());
    List<PriceRow> rows = new ArrayList<>();
    double level = 100;
    for (LocalDate session : sessions) {
      level *= 1 + 0.02 * random.nextGaussian();
      if (random.nextDouble() < share) {
        rows.add(StoredPrices.row(symbol, session, BigDecimal.valueOf(Math.round(level * 100), 2)));
      }
    }
    prices.save(rows);
  }

  /** Every stored number in the shortest text that gives it back. */
  private List<String> rows() {
    return sql
        .sql(
            """
            select 'exposure ' || e::text from symbol_factor_exposures e
            union all
            select 'diagnostics ' || d::text from factor_model_diagnostics d
            """)
        .query(String.class)
        .list()
        .stream()
        .sorted()
        .toList();
  }

  private List<String> versions() {
    return sql.sql("select e.xmin || ' ' || e::text from symbol_factor_exposures e")
        .query(String.class)
        .list();
  }

  private List<String> statuses(String symbol, LocalDate date) {
    return sql.sql(
            "select status from symbol_factor_exposures where symbol = ? and calculation_date = ?")
        .params(symbol, date)
        .query(String.class)
        .list();
  }

  private List<String> failures() {
    return sql.sql(
            "select concat_ws(' ', item, reason, detail) from run_item_failures order by item")
        .query(String.class)
        .list();
  }
}
