package io.afterclose.portfolio.figure;

import io.afterclose.database.connection.SqlFailure;
import io.afterclose.database.copy.BinaryCopy;
import io.afterclose.database.text.SqlArrays;
import io.afterclose.quant.figure.Figure;
import java.sql.Array;
import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Clock;
import java.time.Instant;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Comparator;
import java.util.EnumMap;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import javax.sql.DataSource;
import org.jspecify.annotations.Nullable;
import org.springframework.dao.DuplicateKeyException;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.jdbc.datasource.DataSourceUtils;

/** Figures of portfolios as stored, revision by revision. */
public final class FigureStore {

  private static final String FIGURE_COLUMNS =
      """
      g.figure_date, g.code, g.period, g.item, g.revision, g.value, g.standard_error, g.reason,
        g.detail, g.observations, g.from_date, g.to_date, g.coverage, g.fingerprint, g.change,
        g.written_at at time zone 'UTC' as written_utc, g.job_execution_id
      """;

  private static final String GRID_COLUMNS =
      """
      g.figure_date, g.code, g.revision, g.row_names, g.column_names, g.cells, g.observations,
        g.fingerprint, g.change, g.written_at at time zone 'UTC' as written_utc, g.job_execution_id
      """;

  private static final String OF_DATE =
      "select "
          + FIGURE_COLUMNS
          + """
          from portfolio_figures_latest g
          where g.portfolio_id = :portfolio and g.figure_date = :date
          """;

  private static final String BETWEEN =
      "select "
          + FIGURE_COLUMNS
          + """
          from portfolio_figures_latest g
          where g.portfolio_id = :portfolio and g.figure_date between :from and :to
            and g.code = :code and g.period = :period
          order by g.figure_date, g.item
          """;

  private static final String REVISIONS =
      "select "
          + FIGURE_COLUMNS
          + """
          from portfolio_figures g
          where g.portfolio_id = :portfolio and g.figure_date = :date
          order by g.code, g.period, g.item, g.revision
          """;

  private static final String GRIDS_OF_DATE =
      "select "
          + GRID_COLUMNS
          + """
          from portfolio_figure_grids_latest g
          where g.portfolio_id = :portfolio and g.figure_date = :date
          order by g.code
          """;

  private static final String GRIDS_BETWEEN =
      "select "
          + GRID_COLUMNS
          + """
          from portfolio_figure_grids_latest g
          where g.portfolio_id = :portfolio and g.figure_date between :from and :to
            and g.code = :code
          order by g.figure_date
          """;

  private static final String GRID_REVISIONS =
      "select "
          + GRID_COLUMNS
          + """
          from portfolio_figure_grids g
          where g.portfolio_id = :portfolio and g.figure_date = :date
          order by g.code, g.revision
          """;

  private static final String NEWEST =
      """
      select max(figure_date) from portfolio_figures
      where portfolio_id = :portfolio and figure_date <= :up_to
      """;

  /** A figure of the table, or with its code alone a grid. */
  private static final String LATEST =
      """
      select distinct on (portfolio_id, figure_date, code, period, item)
        portfolio_id, figure_date, code, period, item, revision, fingerprint
      from portfolio_figures
      where portfolio_id = any (:portfolios) and figure_date = any (cast(:dates as date[]))
      order by portfolio_id, figure_date, code, period, item, revision desc
      """;

  private static final String LATEST_GRIDS =
      """
      select distinct on (portfolio_id, figure_date, code)
        portfolio_id, figure_date, code, null as period, null as item, revision, fingerprint
      from portfolio_figure_grids
      where portfolio_id = any (:portfolios) and figure_date = any (cast(:dates as date[]))
      order by portfolio_id, figure_date, code, revision desc
      """;

  private static final List<String> FIGURE_ROW =
      List.of(
          "portfolio_id",
          "figure_date",
          "code",
          "basis",
          "period",
          "item",
          "revision",
          "value",
          "standard_error",
          "reason",
          "detail",
          "observations",
          "from_date",
          "to_date",
          "coverage",
          "fingerprint",
          "change",
          "job_execution_id",
          "written_at");

  private static final List<String> GRID_ROW =
      List.of(
          "portfolio_id",
          "figure_date",
          "code",
          "revision",
          "row_names",
          "column_names",
          "cells",
          "observations",
          "fingerprint",
          "change",
          "job_execution_id",
          "written_at");

  private static final int DETAIL = 300;
  private static final String SERIALIZATION_FAILURE = "40001";

  /** The fingerprint of what a session has no more. */
  private static final String GONE = "0".repeat(32);

  private record SetKey(long portfolioId, LocalDate date) {}

  private record Key(SetKey session, String code, String period, String item) {

    static Key of(FigureSet set, String code, String period, String item) {
      return new Key(new SetKey(set.portfolioId(), set.date()), code, period, item);
    }
  }

  private record Latest(int revision, String fingerprint) {}

  private record NewFigure(FigureSet set, FigureRow row, int revision) {}

  private record NewGrid(FigureSet set, FigureGrid grid, int revision) {}

  private final DataSource dataSource;
  private final JdbcClient jdbc;
  private final Clock clock;

  public FigureStore(DataSource dataSource, Clock clock) {
    this.dataSource = dataSource;
    this.jdbc = JdbcClient.create(dataSource);
    this.clock = clock;
  }

  /** The figures of a date by code, period and item, in the order of the codes. */
  public List<StoredFigure> ofDate(long portfolioId, LocalDate date) {
    return sorted(
        jdbc.sql(OF_DATE)
            .param("portfolio", portfolioId)
            .param("date", date)
            .query((row, number) -> figure(row))
            .list());
  }

  /** One figure on dates, ascending; of all its items. */
  public List<StoredFigure> between(
      long portfolioId, FigureCode code, String period, LocalDate from, LocalDate to) {
    return jdbc.sql(BETWEEN)
        .param("portfolio", portfolioId)
        .param("from", from)
        .param("to", to)
        .param("code", code.name())
        .param("period", period)
        .query((row, number) -> figure(row))
        .list();
  }

  /** All revisions of the figures of a date, the oldest of each first. */
  public List<StoredFigure> revisions(long portfolioId, LocalDate date) {
    return sorted(
        jdbc.sql(REVISIONS)
            .param("portfolio", portfolioId)
            .param("date", date)
            .query((row, number) -> figure(row))
            .list());
  }

  private static List<StoredFigure> sorted(List<StoredFigure> figures) {
    return figures.stream()
        .sorted(
            Comparator.comparing((StoredFigure figure) -> figure.key().code())
                .thenComparing(figure -> figure.key().period())
                .thenComparing(figure -> figure.key().item())
                .thenComparing(StoredFigure::revision))
        .toList();
  }

  /** The grids of a date. */
  public Map<GridCode, StoredGrid> grids(long portfolioId, LocalDate date) {
    Map<GridCode, StoredGrid> grids = new EnumMap<>(GridCode.class);
    jdbc.sql(GRIDS_OF_DATE)
        .param("portfolio", portfolioId)
        .param("date", date)
        .query((row, number) -> grid(row))
        .list()
        .forEach(grid -> grids.put(grid.grid().code(), grid));
    return grids;
  }

  /** One grid on dates, ascending. */
  public List<StoredGrid> grids(long portfolioId, GridCode code, LocalDate from, LocalDate to) {
    return jdbc.sql(GRIDS_BETWEEN)
        .param("portfolio", portfolioId)
        .param("from", from)
        .param("to", to)
        .param("code", code.name())
        .query((row, number) -> grid(row))
        .list();
  }

  /** All revisions of the grids of a date, the oldest of each first. */
  public List<StoredGrid> gridRevisions(long portfolioId, LocalDate date) {
    return jdbc.sql(GRID_REVISIONS)
        .param("portfolio", portfolioId)
        .param("date", date)
        .query((row, number) -> grid(row))
        .list();
  }

  /** The newest session with figures up to a date; empty if there is none. */
  public Optional<LocalDate> newest(long portfolioId, LocalDate upTo) {
    return Optional.ofNullable(
        jdbc.sql(NEWEST)
            .param("portfolio", portfolioId)
            .param("up_to", upTo)
            .query((row, number) -> row.getObject(1, LocalDate.class))
            .list()
            .get(0));
  }

  /**
   * Adds a revision of each figure and grid whose fingerprint differs from that of its latest one,
   * or that has none; what a set has no more gets one that says so. In a REPEATABLE READ
   * transaction, so that of two that write the same revision at once the second fails and can be
   * tried again.
   *
   * @return how many rows were added
   */
  public int add(Collection<FigureSet> sets, @Nullable Long jobExecutionId) {
    if (sets.isEmpty()) {
      return 0;
    }
    List<NewFigure> figures = newFigures(sets, latest(LATEST, sets));
    List<NewGrid> grids = newGrids(sets, latest(LATEST_GRIDS, sets));
    Instant now = clock.instant();
    copy(
        "portfolio_figures",
        FIGURE_ROW,
        figures,
        (copy, row) -> write(copy, row, jobExecutionId, now));
    copy(
        "portfolio_figure_grids",
        GRID_ROW,
        grids,
        (copy, row) -> write(copy, row, jobExecutionId, now));
    return figures.size() + grids.size();
  }

  private static List<NewFigure> newFigures(Collection<FigureSet> sets, Map<Key, Latest> latest) {
    Map<Key, Latest> left = new HashMap<>(latest);
    List<NewFigure> added = new ArrayList<>();
    for (FigureSet set : sets) {
      for (FigureRow row : set.figures()) {
        FigureKey key = row.key();
        Latest known = left.remove(Key.of(set, key.code().name(), key.period(), key.item()));
        next(known, row.fingerprint())
            .ifPresent(revision -> added.add(new NewFigure(set, row, revision)));
      }
    }
    Map<SetKey, FigureSet> bySession = bySession(sets);
    left.forEach(
        (key, known) ->
            next(known, GONE)
                .ifPresent(
                    revision ->
                        Optional.ofNullable(bySession.get(key.session()))
                            .ifPresent(set -> added.add(gone(set, key, revision)))));
    return added;
  }

  /** What a session had and has no more, as a sector that nothing is held of, has no value. */
  private static NewFigure gone(FigureSet set, Key key, int revision) {
    return new NewFigure(
        set,
        new FigureRow(
            new FigureKey(FigureCode.valueOf(key.code()), key.period(), key.item()),
            Figure.unknown(Figure.Reason.NOT_APPLICABLE, "the session has none of it any more", 0),
            null,
            null,
            null,
            null,
            "",
            GONE),
        revision);
  }

  private static List<NewGrid> newGrids(Collection<FigureSet> sets, Map<Key, Latest> latest) {
    Map<Key, Latest> left = new HashMap<>(latest);
    List<NewGrid> added = new ArrayList<>();
    for (FigureSet set : sets) {
      for (FigureGrid grid : set.grids()) {
        Latest known = left.remove(Key.of(set, grid.code().name(), "", ""));
        next(known, grid.fingerprint())
            .ifPresent(revision -> added.add(new NewGrid(set, grid, revision)));
      }
    }
    Map<SetKey, FigureSet> bySession = bySession(sets);
    left.forEach(
        (key, known) ->
            next(known, GONE)
                .ifPresent(
                    revision ->
                        Optional.ofNullable(bySession.get(key.session()))
                            .ifPresent(
                                set ->
                                    added.add(
                                        new NewGrid(
                                            set,
                                            FigureGrid.of(
                                                GridCode.valueOf(key.code()),
                                                List.of(),
                                                List.of(),
                                                new double[0][],
                                                GONE),
                                            revision)))));
    return added;
  }

  private static Map<SetKey, FigureSet> bySession(Collection<FigureSet> sets) {
    Map<SetKey, FigureSet> bySession = new HashMap<>();
    sets.forEach(set -> bySession.put(new SetKey(set.portfolioId(), set.date()), set));
    return bySession;
  }

  /** The number of the next revision; empty if the latest is of the same inputs. */
  private static Optional<Integer> next(@Nullable Latest latest, String fingerprint) {
    if (latest == null) {
      return Optional.of(1);
    }
    return latest.fingerprint().equals(fingerprint)
        ? Optional.empty()
        : Optional.of(latest.revision() + 1);
  }

  private Map<Key, Latest> latest(String sql, Collection<FigureSet> sets) {
    Map<Key, Latest> latest = new HashMap<>();
    jdbc.sql(sql)
        .param(
            "portfolios",
            SqlArrays.keys(sets.stream().map(FigureSet::portfolioId).distinct().toList()))
        .param("dates", SqlArrays.texts(sets.stream().map(FigureSet::date).distinct().toList()))
        .query(
            row -> {
              String period = row.getString("period");
              String item = row.getString("item");
              latest.put(
                  new Key(
                      new SetKey(
                          row.getLong("portfolio_id"),
                          row.getObject("figure_date", LocalDate.class)),
                      row.getString("code"),
                      period == null ? "" : period,
                      item == null ? "" : item),
                  new Latest(row.getInt("revision"), row.getString("fingerprint")));
            });
    return latest;
  }

  @FunctionalInterface
  private interface RowWriter<T> {
    void write(BinaryCopy copy, T row);
  }

  private <T> void copy(String table, List<String> columns, List<T> rows, RowWriter<T> writer) {
    if (rows.isEmpty()) {
      return;
    }
    Connection connection = DataSourceUtils.getConnection(dataSource);
    try (BinaryCopy copy = BinaryCopy.into(connection, table, columns)) {
      rows.forEach(row -> writer.write(copy, row));
      copy.finish();
    } catch (DuplicateKeyException concurrent) {
      SQLException conflict =
          new SQLException(
              "another run has written one of these figures meanwhile", SERIALIZATION_FAILURE);
      conflict.addSuppressed(concurrent);
      throw SqlFailure.of("copy " + table, conflict);
    } finally {
      DataSourceUtils.releaseConnection(connection, dataSource);
    }
  }

  private static void write(
      BinaryCopy copy, NewFigure added, @Nullable Long jobExecutionId, Instant writtenAt) {
    FigureRow row = added.row();
    FigureKey key = row.key();
    Figure.Unknown<Double> unknown =
        row.value() instanceof Figure.Unknown<Double> missing ? missing : null;
    copy.startRow()
        .int8(added.set().portfolioId())
        .date(added.set().date())
        .text(key.code().name())
        .text(key.code().basis().name())
        .text(key.period())
        .text(key.item())
        .int4(added.revision())
        .float8(row.value().known().orElse(null))
        .float8(row.standardError())
        .text(unknown == null ? null : unknown.reason().name())
        .text(detail(unknown == null ? row.note() : unknown.detail()))
        .int4(row.value().observations())
        .date(row.from())
        .date(row.to())
        .float8(row.coverage())
        .text(row.fingerprint())
        .text(added.revision() == 1 ? "MISSING" : added.set().change())
        .int8(jobExecutionId)
        .timestamptz(writtenAt);
  }

  private static @Nullable String detail(String text) {
    if (text.isEmpty()) {
      return null;
    }
    return text.length() <= DETAIL ? text : text.substring(0, DETAIL - 1) + "…";
  }

  private static void write(
      BinaryCopy copy, NewGrid added, @Nullable Long jobExecutionId, Instant writtenAt) {
    FigureGrid grid = added.grid();
    copy.startRow()
        .int8(added.set().portfolioId())
        .date(added.set().date())
        .text(grid.code().name())
        .int4(added.revision())
        .texts(grid.rows())
        .texts(grid.columns())
        .float8s(grid.values())
        .int4s(grid.counts())
        .text(grid.fingerprint())
        .text(added.revision() == 1 ? "MISSING" : added.set().change())
        .int8(jobExecutionId)
        .timestamptz(writtenAt);
  }

  private static StoredFigure figure(ResultSet row) throws SQLException {
    return new StoredFigure(
        row.getObject("figure_date", LocalDate.class),
        new FigureKey(
            FigureCode.valueOf(row.getString("code")),
            row.getString("period"),
            row.getString("item")),
        row.getInt("revision"),
        row.getObject("value", Double.class),
        row.getObject("standard_error", Double.class),
        row.getString("reason"),
        row.getString("detail"),
        row.getInt("observations"),
        row.getObject("from_date", LocalDate.class),
        row.getObject("to_date", LocalDate.class),
        row.getObject("coverage", Double.class),
        row.getString("fingerprint"),
        row.getString("change"),
        row.getTimestamp("written_utc").toLocalDateTime(),
        row.getObject("job_execution_id", Long.class));
  }

  private static StoredGrid grid(ResultSet row) throws SQLException {
    List<String> rows = List.of((String[]) row.getArray("row_names").getArray());
    List<String> columns = List.of((String[]) row.getArray("column_names").getArray());
    Double[] cells = (Double[]) row.getArray("cells").getArray();
    Integer[] counts = integers(row.getArray("observations"));
    double[][] values = new double[rows.size()][columns.size()];
    int[][] observations = new int[counts.length == 0 ? 0 : rows.size()][columns.size()];
    for (int r = 0; r < rows.size(); r++) {
      for (int c = 0; c < columns.size(); c++) {
        int index = r * columns.size() + c;
        values[r][c] = cells[index] == null ? Double.NaN : cells[index];
        if (counts.length > 0) {
          observations[r][c] = counts[index];
        }
      }
    }
    return new StoredGrid(
        row.getObject("figure_date", LocalDate.class),
        new FigureGrid(
            GridCode.valueOf(row.getString("code")),
            rows,
            columns,
            values,
            observations,
            row.getString("fingerprint")),
        row.getInt("revision"),
        row.getString("change"),
        row.getTimestamp("written_utc").toLocalDateTime(),
        row.getObject("job_execution_id", Long.class));
  }

  private static Integer[] integers(Array array) throws SQLException {
    return (Integer[]) array.getArray();
  }
}
