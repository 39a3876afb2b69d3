package io.afterclose.console.exposure;

import io.afterclose.console.exposure.Holdings.Line;
import io.afterclose.console.exposure.Holdings.Valued;
import io.afterclose.console.problem.ProblemException;
import io.afterclose.console.problem.ProblemKind;
import io.afterclose.portfolio.figure.FigureCode;
import io.afterclose.portfolio.figure.FigureGrid;
import io.afterclose.portfolio.figure.FigureStore;
import io.afterclose.portfolio.figure.GridCode;
import io.afterclose.portfolio.figure.StoredFigure;
import io.afterclose.portfolio.figure.StoredGrid;
import io.afterclose.quant.symbol.InvestmentClass;
import java.math.BigDecimal;
import java.time.Clock;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import javax.sql.DataSource;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.jdbc.support.JdbcTransactionManager;
import org.springframework.transaction.TransactionDefinition;
import org.springframework.transaction.support.TransactionTemplate;

/**
 * What portfolios hold, as their nights stored it. The exposures by symbol are those of the
 * figures, which know what a share was renamed to and what was spun off of it; while those of the
 * newest snapshot are still to be calculated, they are the values on the positions.
 */
final class HoldingsStore {

  private static final int SECONDS = 2;

  private static final String SNAPSHOT =
      """
      select f.portfolio_id, f.name, s.snapshot_date, s.revision, s.net_asset_value,
        not exists (select from portfolio_snapshots n
          where n.portfolio_id = f.portfolio_id and n.snapshot_date > s.snapshot_date) as newest
      from portfolios f
      left join lateral (
        select l.snapshot_date, l.revision, l.net_asset_value from portfolio_snapshots l
        where l.portfolio_id = f.portfolio_id
          and (cast(:date as date) is null or l.snapshot_date = :date)
        order by l.snapshot_date desc, l.revision desc limit 1) s on true
      where f.portfolio_id = :portfolio and f.deleted_at is null
      """;

  /** A position shows its value of the newest session on which it is held; null for no price. */
  private static final String POSITIONS =
      """
      select symbol, investment_class,
        case when bool_and(market_value is not null) then sum(market_value) end as value
      from positions
      where portfolio_id = :portfolio and deleted_at is null and valued_on = :date
      group by symbol, investment_class
      """;

  private static final String FIGURES_DUE =
      """
      select exists (select from portfolio_figures_due
        where portfolio_id = :portfolio and figure_date = :date)
      """;

  private final JdbcClient jdbc;
  private final FigureStore figures;
  private final TransactionTemplate reading;

  HoldingsStore(DataSource dataSource, Clock clock) {
    this.jdbc = JdbcClient.create(dataSource);
    this.figures = new FigureStore(dataSource, clock);
    this.reading = new TransactionTemplate(new JdbcTransactionManager(dataSource));
    reading.setIsolationLevel(TransactionDefinition.ISOLATION_REPEATABLE_READ);
    reading.setReadOnly(true);
    reading.setTimeout(SECONDS);
  }

  /**
   * What a portfolio holds.
   *
   * @param date null for its newest snapshot
   * @return empty where there is no such portfolio
   * @throws ProblemException where there is no snapshot of the date, or its figures are not
   *     calculated yet
   */
  Optional<Holdings> of(long portfolio, @Nullable LocalDate date) {
    return Objects.requireNonNull(
        reading.execute(
            status ->
                jdbc.sql(SNAPSHOT)
                    .param("portfolio", portfolio)
                    .param("date", date)
                    .query(
                        (row, number) -> {
                          LocalDate found = row.getObject("snapshot_date", LocalDate.class);
                          if (found == null) {
                            throw none(row.getString("name"), date);
                          }
                          return new Valued(
                              row.getLong("portfolio_id"),
                              row.getString("name"),
                              found,
                              row.getInt("revision"),
                              row.getBigDecimal("net_asset_value"),
                              row.getBoolean("newest"));
                        })
                    .optional()
                    .map(this::holdings)));
  }

  private static ProblemException none(String portfolio, @Nullable LocalDate date) {
    return new ProblemException(
        ProblemKind.NOT_READY,
        date == null
            ? "portfolio '%s' has no snapshot yet".formatted(portfolio)
            : "portfolio '%s' has no snapshot of %s".formatted(portfolio, date));
  }

  private Holdings holdings(Valued snapshot) {
    List<Line> shown = snapshot.newest() ? positions(snapshot) : List.of();
    Optional<StoredGrid> grid = grid(snapshot);
    if (grid.isEmpty() && !snapshot.newest()) {
      throw new ProblemException(
          ProblemKind.NOT_READY,
          "the figures of portfolio '%s' of %s are not calculated yet"
              .formatted(snapshot.portfolio(), snapshot.date()));
    }
    List<Line> lines = new ArrayList<>(shown);
    if (grid.isPresent()) {
      lines.removeIf(line -> line.kind() == InvestmentClass.PUBLIC && line.value() != null);
      lines.addAll(listed(grid.get().grid()));
    }
    lines.sort(Comparator.comparing(Line::symbol).thenComparing(Line::kind));
    return snapshot.newest()
        ? new Holdings(
            snapshot,
            lines,
            sum(shown, InvestmentClass.PRIVATE),
            sum(shown, InvestmentClass.OPTIONS))
        : new Holdings(
            snapshot,
            lines,
            share(snapshot, FigureCode.PRIVATE_ALLOCATION),
            share(snapshot, FigureCode.OPTIONS_ALLOCATION));
  }

  private List<Line> positions(Valued snapshot) {
    return jdbc.sql(POSITIONS)
        .param("portfolio", snapshot.portfolioId())
        .param("date", snapshot.date())
        .query(
            (row, number) ->
                new Line(
                    row.getString("symbol"),
                    InvestmentClass.valueOf(row.getString("investment_class")),
                    row.getBigDecimal("value")))
        .list();
  }

  private Optional<StoredGrid> grid(Valued snapshot) {
    boolean due =
        jdbc.sql(FIGURES_DUE)
            .param("portfolio", snapshot.portfolioId())
            .param("date", snapshot.date())
            .query(Boolean.class)
            .single();
    return due
        ? Optional.empty()
        : figures
            .grids(
                snapshot.portfolioId(),
                GridCode.POSITION_EXPOSURES,
                snapshot.date(),
                snapshot.date())
            .stream()
            .findFirst();
  }

  private static List<Line> listed(FigureGrid grid) {
    int column = grid.columns().indexOf("EXPOSURE");
    List<Line> lines = new ArrayList<>();
    for (int row = 0; row < grid.rows().size(); row++) {
      String symbol = grid.rows().get(row);
      grid.at(row, column)
          .ifPresent(
              value ->
                  lines.add(new Line(symbol, InvestmentClass.PUBLIC, BigDecimal.valueOf(value))));
    }
    return lines;
  }

  private static BigDecimal sum(List<Line> lines, InvestmentClass kind) {
    return lines.stream()
        .filter(line -> line.kind() == kind)
        .map(Line::value)
        .filter(Objects::nonNull)
        .reduce(BigDecimal.ZERO, BigDecimal::add);
  }

  /** A stored share of the net asset value in USD; 0 where the figure is not known. */
  private BigDecimal share(Valued snapshot, FigureCode code) {
    return figures
        .between(snapshot.portfolioId(), code, "", snapshot.date(), snapshot.date())
        .stream()
        .map(StoredFigure::value)
        .filter(Objects::nonNull)
        .findFirst()
        .map(value -> BigDecimal.valueOf(value).multiply(snapshot.netAssetValue()))
        .orElse(BigDecimal.ZERO);
  }
}
