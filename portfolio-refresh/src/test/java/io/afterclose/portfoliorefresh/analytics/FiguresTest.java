package io.afterclose.portfoliorefresh.analytics;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import io.afterclose.portfolio.figure.FigureCode;
import io.afterclose.portfolio.figure.FigureGrid;
import io.afterclose.portfolio.figure.FigureStore;
import io.afterclose.portfolio.figure.FigureUnit;
import io.afterclose.portfolio.figure.GridCode;
import io.afterclose.portfolio.figure.StoredFigure;
import io.afterclose.portfoliorefresh.RefreshWorld;
import io.afterclose.portfoliorefresh.fixture.StoredPortfolios.Lot;
import io.afterclose.testkit.CommandRun;
import io.afterclose.testkit.PostgresExtension;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.TreeMap;
import java.util.stream.Collectors;
import org.apache.commons.math3.stat.descriptive.moment.StandardDeviation;
import org.apache.commons.math3.stat.regression.SimpleRegression;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

/** The figures of nights, each against what another way of calculating gives. */
final class FiguresTest {
  @RegisterExtension static final PostgresExtension POSTGRES = new PostgresExtension();

  private static final LocalDate LAST = StoredYears.LAST;

  private final RefreshWorld world = RefreshWorld.emptied(POSTGRES);

  @BeforeEach
  void years_of_prices() {
    StoredYears.store(world);
    StoredYears.SESSIONS
        .subList(300, StoredYears.SESSIONS.size())
        .forEach(world.symbolNights()::completed);
  }

  private long book(String name, LocalDate entry, int times) {
    long book = world.portfolios().empty(name);
    world.portfolios().cash(book, entry, "DEPOSIT", String.valueOf(100_000 * times));
    hold(book, "AAA", 300 * times, entry);
    hold(book, "BBB", 200 * times, entry);
    world
        .portfolios()
        .position(book, Lot.shares("CCC", String.valueOf(100 * times), entry, "100").shorted());
    return book;
  }

  private void hold(long book, String symbol, int quantity, LocalDate entry) {
    world.portfolios().position(book, Lot.shares(symbol, String.valueOf(quantity), entry, "100"));
  }

  private void sinceInception(String name) {
    ends(
        "run", "--date", LAST.toString(), "--wait", "0s", "--portfolio", name, "--since-inception");
  }

  private void night(LocalDate date) {
    world.clock().set(date.plusDays(1).atTime(2, 30).toInstant(ZoneOffset.UTC));
    ends("run", "--date", date.toString(), "--wait", "0s");
  }

  private void ends(String... arguments) {
    CommandRun run = world.command(arguments);
    assertThat(run.exitCode()).as(run.err()).isZero();
  }

  private FigureStore figures() {
    return new FigureStore(world.dataSource(), world.clock());
  }

  private @Nullable Double value(long book, FigureCode code, String period) {
    return figures().ofDate(book, LAST).stream()
        .filter(figure -> figure.key().code() == code && figure.key().period().equals(period))
        .findFirst()
        .orElseThrow(() -> new AssertionError("no " + code + " " + period))
        .value();
  }

  private FigureGrid grid(long book, GridCode code) {
    return Objects.requireNonNull(figures().grids(book, LAST).get(code)).grid();
  }

  /** Every figure and cell by portfolio, date and key, without when and by which run. */
  private List<String> everything() {
    List<String> rows =
        new ArrayList<>(
            world
                .sql()
                .sql(
                    """
                    select concat_ws('|', f.name, g.figure_date, g.code, g.period, g.item, g.revision,
                      g.value, g.standard_error, g.reason, g.detail, g.observations, g.from_date,
                      g.to_date, g.coverage, g.fingerprint)
                    from portfolio_figures g join portfolios f using (portfolio_id)
                    """)
                .query(String.class)
                .list());
    rows.addAll(
        world
            .sql()
            .sql(
                """
                select concat_ws('|', f.name, g.figure_date, g.code, g.revision, g.row_names,
                  g.column_names, g.cells, g.observations, g.fingerprint)
                from portfolio_figure_grids g join portfolios f using (portfolio_id)
                """)
            .query(String.class)
            .list());
    return rows.stream().sorted().toList();
  }

  @Test
  void the_figures_of_a_quarter_are_those_of_a_second_way_of_calculating() {
    LocalDate entry = StoredYears.back(80);
    long book = book("Book", entry, 1);
    sinceInception("Book");
    double[] returns =
        world
            .sql()
            .sql("select daily_return from portfolio_daily_performance order by snapshot_date")
            .query(Double.class)
            .list()
            .stream()
            .mapToDouble(Double::doubleValue)
            .toArray();
    assertThat(returns).hasSize(81);
    double growth = 1;
    for (double one : returns) {
      growth *= 1 + one;
    }
    assertThat(value(book, FigureCode.TWR, "ITD")).isCloseTo(growth - 1, within(1e-12));
    double deviation = new StandardDeviation().evaluate(returns);
    double mean = Arrays.stream(returns).average().orElseThrow();
    assertThat(value(book, FigureCode.SHARPE, "ITD"))
        .isCloseTo(Math.sqrt(252) * mean / deviation, within(1e-9));
    SimpleRegression line = new SimpleRegression();
    double[] market = returnsOf("SPY", 81);
    for (int t = 0; t < returns.length; t++) {
      line.addData(market[t], returns[t]);
    }
    assertThat(value(book, FigureCode.BETA, "ITD")).isCloseTo(line.getSlope(), within(1e-9));
    assertThat(value(book, FigureCode.ALPHA, "ITD"))
        .isCloseTo(252 * line.getIntercept(), within(1e-9));
    assertThat(value(book, FigureCode.VOLATILITY, "63"))
        .as("by the weights of the last session and the past returns")
        .isCloseTo(volatilityOfWeights(book, 63), within(1e-9));
    FigureGrid contributions = grid(book, GridCode.DAY_CONTRIBUTION);
    double sum = 0;
    for (String row : contributions.rows()) {
      sum += contributions.at(row, "CONTRIBUTION").orElseThrow();
    }
    assertThat(sum).isCloseTo(returns[80], within(1e-12));
    FigureGrid shares = grid(book, GridCode.RISK_SHARES);
    assertThat(
            shares.rows().stream().mapToDouble(row -> shares.at(row, "SAMPLE").orElseThrow()).sum())
        .isCloseTo(value(book, FigureCode.RISK_VOLATILITY, "SAMPLE"), within(1e-12));
    Map<String, Double> nets = new TreeMap<>();
    figures().ofDate(book, LAST).stream()
        .filter(figure -> figure.key().code() == FigureCode.SECTOR_NET)
        .forEach(figure -> nets.put(figure.key().item(), figure.value()));
    assertThat(nets.values().stream().mapToDouble(Double::doubleValue).sum())
        .isCloseTo(value(book, FigureCode.NET_ASSET_VALUE, ""), within(0.005));
  }

  private double volatilityOfWeights(long book, int window) {
    FigureGrid positions = grid(book, GridCode.POSITION_EXPOSURES);
    double[] sum = new double[window];
    for (String symbol : positions.rows()) {
      double weight = positions.at(symbol, "WEIGHT").orElseThrow();
      double[] own = returnsOf(symbol, window);
      for (int t = 0; t < window; t++) {
        sum[t] += weight * own[t];
      }
    }
    return Math.sqrt(252) * new StandardDeviation().evaluate(sum);
  }

  private double[] returnsOf(String symbol, int count) {
    List<Double> closes =
        world
            .sql()
            .sql("select close from market_data_cache where symbol = ? order by price_date")
            .param(symbol)
            .query(Double.class)
            .list();
    double[] returns = new double[count];
    for (int t = 0; t < count; t++) {
      int at = closes.size() - count + t;
      returns[t] = closes.get(at) / closes.get(at - 1) - 1;
    }
    return returns;
  }

  @Test
  void nights_one_by_one_and_a_backfill_make_the_same_figures() {
    LocalDate entry = StoredYears.back(5);
    book("Book", entry, 1);
    for (int back = 5; back >= 0; back--) {
      night(StoredYears.back(back));
    }
    List<String> nightly = everything();
    world.sql().sql("truncate portfolio_figures, portfolio_figure_grids").update();
    world
        .sql()
        .sql(
            "insert into portfolio_figures_due (portfolio_id, figure_date, cause, read_server)"
                + " select portfolio_id, snapshot_date, 'SNAPSHOT', server_identity()"
                + " from portfolio_snapshots")
        .update();
    night(LAST);
    assertThat(nightly).isNotEmpty();
    assertThat(everything()).isEqualTo(nightly);
  }

  @Test
  void later_prices_change_no_figure_of_an_earlier_session() {
    book("Book", StoredYears.back(4), 1);
    night(StoredYears.back(1));
    List<String> before = everything();
    night(LAST);
    assertThat(everything()).hasSizeGreaterThan(before.size()).containsAll(before);
    assertThat(revisions()).containsOnlyKeys(1);
  }

  private Map<Integer, Integer> revisions() {
    return world
        .sql()
        .sql("select revision from portfolio_figures")
        .query(Integer.class)
        .list()
        .stream()
        .collect(Collectors.toMap(revision -> revision, revision -> 1, Integer::sum));
  }

  @Test
  void neither_the_size_of_a_book_nor_the_division_of_a_lot_changes_a_percentage() {
    LocalDate entry = StoredYears.back(70);
    long book = book("Book", entry, 1);
    long large = book("Large", entry, 10);
    long divided = world.portfolios().empty("Divided");
    world.portfolios().cash(divided, entry, "DEPOSIT", "100000");
    hold(divided, "AAA", 100, entry);
    hold(divided, "AAA", 200, entry);
    hold(divided, "BBB", 200, entry);
    world.portfolios().position(divided, Lot.shares("CCC", "100", entry, "100").shorted());
    List.of("Book", "Large", "Divided").forEach(this::sinceInception);
    Map<String, StoredFigure> own = byKey(book);
    assertThat(byKey(divided)).hasSameSizeAs(own);
    byKey(divided)
        .forEach(
            (key, figure) ->
                assertThat(figure.value())
                    .as(key)
                    .isEqualTo(Objects.requireNonNull(own.get(key)).value()));
    byKey(large)
        .forEach(
            (key, figure) -> {
              Double small = Objects.requireNonNull(own.get(key)).value();
              if (figure.key().code().unit() != FigureUnit.USD && small != null) {
                assertThat(figure.value())
                    .as(key)
                    .isCloseTo(small, within(1e-5 * Math.max(1, Math.abs(small))));
              }
            });
  }

  private Map<String, StoredFigure> byKey(long book) {
    Map<String, StoredFigure> figures = new TreeMap<>();
    figures().ofDate(book, LAST).forEach(figure -> figures.put(figure.key().toString(), figure));
    return figures;
  }

  @Test
  void a_corrected_price_gives_a_revision_to_the_figures_that_used_it_and_to_no_other() {
    LocalDate entry = StoredYears.back(70);
    long book = book("Book", entry, 1);
    long other = world.portfolios().empty("Other");
    world.portfolios().cash(other, entry, "DEPOSIT", "100000");
    hold(other, "DDD", 100, entry);
    List.of("Book", "Other").forEach(this::sinceInception);
    assertThat(revisions()).containsOnlyKeys(1);
    LocalDate corrected = StoredYears.back(30);
    world.prices().close("AAA", corrected, "111.11");
    night(LAST);
    assertThat(
            world
                .sql()
                .sql(
                    "select count(*) from portfolio_figures where revision > 1 and portfolio_id = ?")
                .param(other)
                .query(Integer.class)
                .single())
        .as("a portfolio that never held it")
        .isZero();
    assertThat(
            world
                .sql()
                .sql("select min(figure_date) from portfolio_figures where revision > 1")
                .query(LocalDate.class)
                .single())
        .isEqualTo(corrected);
    Map<String, Integer> revised = new TreeMap<>();
    figures()
        .ofDate(book, LAST)
        .forEach(
            figure ->
                revised.put(figure.key().code() + " " + figure.key().period(), figure.revision()));
    assertThat(revised)
        .containsEntry("VOLATILITY 63", 2)
        .containsEntry("VOLATILITY 21", 1)
        .containsEntry("VAR_HISTORICAL 95", 2)
        .containsEntry("TWR 1D", 1)
        .containsEntry("BENCHMARK_TWR ITD", 1)
        .containsEntry("TWR ITD", 2)
        .containsEntry("HERFINDAHL ", 1)
        .containsEntry("NET_ASSET_VALUE ", 1)
        .containsEntry("AVERAGE_CORRELATION ", 2);
    assertThat(
            world
                .sql()
                .sql("select distinct change from portfolio_figures where revision > 1")
                .query(String.class)
                .list())
        .allMatch(
            change ->
                change.contains("MARKET")
                    || change.contains("SNAPSHOT")
                    || change.contains("EARLIER"));
    List<String> after = everything();
    night(LAST);
    assertThat(everything()).as("once more: nothing changed").isEqualTo(after);
  }

  @Test
  void figures_that_fail_end_with_3_and_touch_neither_snapshots_nor_other_portfolios() {
    LocalDate entry = StoredYears.back(1);
    long book = book("Book", entry, 1);
    long bad = book("Bad", entry, 1);
    world
        .sql()
        .sql(
            """
            create function balk() returns trigger language plpgsql as
            'begin raise exception ''no figures today''; end';
            """)
        .update();
    world
        .sql()
        .sql(
            "create trigger balk before insert on portfolio_figures for each row when"
                + " (new.portfolio_id = "
                + bad
                + ") execute function balk()")
        .update();
    CommandRun run = world.command("run", "--date", LAST.toString(), "--wait", "0s");
    assertThat(run.exitCode()).as(run.err()).isEqualTo(3);
    assertThat(
            world
                .sql()
                .sql("select count(*) from portfolio_snapshots")
                .query(Integer.class)
                .single())
        .isEqualTo(2);
    assertThat(figures().ofDate(book, LAST)).isNotEmpty();
    assertThat(figures().ofDate(bad, LAST)).isEmpty();
    CommandRun missing = world.command("missing", "--date", LAST.toString(), "-o", "csv");
    assertThat(missing.out()).as(missing.err()).contains("Bad", "analytics");
    world.sql().sql("drop trigger balk on portfolio_figures").update();
    world.sql().sql("drop function balk").update();
    List<String> before = world.tables().rows().get("portfolio_snapshots");
    ends("run", "--date", LAST.toString(), "--wait", "0s");
    assertThat(figures().ofDate(bad, LAST)).isNotEmpty();
    assertThat(world.tables().rows().get("portfolio_snapshots")).isEqualTo(before);
  }

  @Test
  void what_a_session_has_no_more_is_in_no_latest_figure() {
    LocalDate entry = StoredYears.back(1);
    long book = world.portfolios().empty("Book");
    world.portfolios().cash(book, entry, "DEPOSIT", "100000");
    hold(book, "AAA", 100, entry);
    night(LAST);
    assertThat(figures().grids(book, LAST)).containsKey(GridCode.POSITION_EXPOSURES);
    world.sql().sql("update positions set deleted_at = now()").update();
    night(LAST);
    assertThat(figures().grids(book, LAST)).doesNotContainKey(GridCode.POSITION_EXPOSURES);
    Map<String, Double> nets = new TreeMap<>();
    figures().ofDate(book, LAST).stream()
        .filter(figure -> figure.key().code() == FigureCode.SECTOR_NET)
        .forEach(figure -> nets.put(figure.key().item(), figure.value()));
    assertThat(nets).containsExactly(Map.entry("Cash", 100_000.0));
    List<String> settled = everything();
    night(LAST);
    assertThat(everything()).isEqualTo(settled);
    world.sql().sql("update positions set deleted_at = null").update();
    night(LAST);
    assertThat(figures().grids(book, LAST)).containsKey(GridCode.POSITION_EXPOSURES);
  }

  @Test
  void portfolios_of_every_odd_kind_have_figures_or_reasons() {
    LocalDate entry = StoredYears.back(2);
    world.portfolios().empty("Empty");
    long cash = world.portfolios().empty("Cash");
    world.portfolios().cash(cash, entry, "DEPOSIT", "1000");
    long shorts = world.portfolios().empty("Short");
    world.portfolios().cash(shorts, entry, "DEPOSIT", "100000");
    world.portfolios().position(shorts, Lot.shares("AAA", "100", entry, "100").shorted());
    long negative = world.portfolios().empty("Negative");
    world.portfolios().cash(negative, entry, "BALANCE", "-50000");
    hold(negative, "AAA", 10, entry);
    long secret = world.portfolios().empty("Private");
    world
        .portfolios()
        .position(secret, Lot.shares("PRIV_HOUSE", "1", entry, "250000").of("PRIVATE"));
    long options = world.portfolios().empty("Options");
    world
        .portfolios()
        .position(
            options, Lot.shares("AAA220916C00100000", "2", entry, "5").of("OPTIONS").times("100"));
    night(entry);
    assertThat(reasonOn(entry, cash)).as("one day of history").isEqualTo("INSUFFICIENT_DATA");
    night(LAST);
    assertThat(value(cash, FigureCode.TWR, "1D")).isZero();
    assertThat(value(cash, FigureCode.CASH_ALLOCATION, "")).isEqualTo(1.0);
    assertThat(reason(cash, FigureCode.VOLATILITY, "21")).isEqualTo("MISSING_INPUT");
    assertThat(value(shorts, FigureCode.PORTFOLIO_BETA, "")).isNegative();
    assertThat(reason(negative, FigureCode.VOLATILITY, "21")).isEqualTo("BASE_NOT_POSITIVE");
    assertThat(reason(negative, FigureCode.PORTFOLIO_BETA, "")).isEqualTo("BASE_NOT_POSITIVE");
    assertThat(value(secret, FigureCode.PRIVATE_ALLOCATION, "")).isEqualTo(1.0);
    assertThat(reason(secret, FigureCode.PORTFOLIO_BETA, "")).isEqualTo("MISSING_INPUT");
    assertThat(reason(options, FigureCode.VOLATILITY, "21")).isNotNull();
    for (long book : List.of(cash, shorts, negative, secret, options)) {
      assertThat(figures().ofDate(book, LAST))
          .hasSizeGreaterThan(100)
          .allMatch(figure -> (figure.value() == null) == (figure.reason() != null));
    }
  }

  private @Nullable String reasonOn(LocalDate date, long book) {
    return figures().ofDate(book, date).stream()
        .filter(figure -> figure.key().code() == FigureCode.SHARPE)
        .filter(figure -> figure.key().period().equals("ITD"))
        .findFirst()
        .orElseThrow()
        .reason();
  }

  private @Nullable String reason(long book, FigureCode code, String period) {
    return figures().ofDate(book, LAST).stream()
        .filter(figure -> figure.key().code() == code && figure.key().period().equals(period))
        .findFirst()
        .orElseThrow()
        .reason();
  }
}
