package io.afterclose.portfolio.snapshot;

import io.afterclose.database.connection.SqlFailure;
import io.afterclose.database.copy.BinaryCopy;
import io.afterclose.database.copy.StagedMerge;
import io.afterclose.database.text.SqlArrays;
import io.afterclose.portfolio.position.KeyRange;
import java.sql.Connection;
import java.sql.SQLException;
import java.time.Clock;
import java.time.Instant;
import java.time.LocalDate;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import javax.sql.DataSource;
import org.jspecify.annotations.Nullable;
import org.springframework.dao.DuplicateKeyException;
import org.springframework.jdbc.core.ConnectionCallback;
import org.springframework.jdbc.core.JdbcTemplate;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.jdbc.datasource.DataSourceUtils;

/** Writes snapshots, revision by revision, and the latest values on positions. */
public final class SnapshotStore {

  private static final String LATEST =
      """
      select portfolio_id, snapshot_date, revision, fingerprint from portfolio_snapshots_latest
      where portfolio_id between :from and :to and portfolio_id = any (:portfolios)
        and snapshot_date = any (cast(:dates as date[]))
      """;

  private static final List<String> SHOWN =
      List.of(
          "position_id",
          "last_price",
          "last_price_date",
          "valued_on",
          "market_value",
          "unrealized_pnl");

  /**
   * A position shows what it is worth in the newest snapshot that it is in, whichever was made
   * first: a sold one what it was worth last. The range of portfolios bounds what is read: without
   * it a merge join reads all positions up to the last one that is staged.
   */
  private static final String SHOW_VALUES =
      """
      update positions p set
        last_price = v.last_price, last_price_date = v.last_price_date, valued_on = v.valued_on,
        market_value = v.market_value, unrealized_pnl = v.unrealized_pnl
      from staged_positions v
      where p.portfolio_id between %d and %d
        and p.position_id = v.position_id and (p.valued_on is null or p.valued_on <= v.valued_on)
        and (p.last_price, p.last_price_date, p.valued_on, p.market_value, p.unrealized_pnl)
          is distinct from
            (v.last_price, v.last_price_date, v.valued_on, v.market_value, v.unrealized_pnl)
      """;

  private static final String SHOWN_ON =
      """
      select portfolio_id, position_id, valued_on from positions
      where position_id between :from and :to and position_id = any (:positions)
        and valued_on = any (cast(:dates as date[])) and deleted_at is null
      """;

  private static final String SHOW_NONE =
      """
      update positions set last_price = null, last_price_date = null, valued_on = null,
        market_value = null, unrealized_pnl = null
      where position_id = any (:positions)
      """;

  private static final List<String> ROW =
      Stream.of(
              Stream.of(
                  "portfolio_id",
                  "snapshot_date",
                  "revision",
                  "reason",
                  "job_execution_id",
                  "written_at",
                  "fingerprint"),
              SnapshotColumn.names().stream())
          .flatMap(names -> names)
          .toList();

  private static final List<String> FIRST_ROW =
      Stream.concat(ROW.stream(), Stream.of("read_server")).toList();

  /** What the server says of a row that another transaction has written meanwhile. */
  private static final String SERIALIZATION_FAILURE = "40001";

  private static final String SERVER = "select server_identity()";

  /**
   * The transactions that were visible are the default of read_snapshot. Of two runs that make one
   * revision at once the second fails with a serialization failure, which passes by being tried
   * again.
   */
  private static final String INSERT =
      """
      insert into portfolio_snapshots (%1$s, read_server)
      select %1$s, (select server_identity()) from staged_portfolio_snapshots
      order by portfolio_id, snapshot_date
      on conflict (portfolio_id, snapshot_date, revision) do nothing
      """
          .formatted(String.join(", ", ROW));

  private static final String NOTE_CURRENT =
      """
      insert into portfolio_snapshot_checks as c
        (portfolio_id, snapshot_date, job_execution_id, checked_at, read_server)
      select portfolio_id, snapshot_date, job_execution_id, checked_at, (select server_identity())
      from staged_portfolio_snapshot_checks order by portfolio_id, snapshot_date
      on conflict (portfolio_id, snapshot_date) do update set
        read_snapshot = excluded.read_snapshot, job_execution_id = excluded.job_execution_id,
        checked_at = excluded.checked_at, read_server = excluded.read_server
      """;

  private static final String WRITABLE =
      "select has_table_privilege('portfolio_snapshots', 'insert')";

  /** A portfolio's date. */
  public record Key(long portfolioId, LocalDate date) {

    public static Key of(Snapshot snapshot) {
      return new Key(snapshot.portfolioId(), snapshot.date());
    }
  }

  /** The latest revision of one. */
  public record Latest(int revision, String fingerprint) {}

  /** A snapshot with what its row says besides. */
  public record Row(Snapshot snapshot, int revision, String reason) {}

  /** The date of the snapshot whose value a position shows. */
  public record Shown(long portfolioId, long positionId, LocalDate date) {}

  private final DataSource dataSource;
  private final JdbcTemplate connections;
  private final JdbcClient jdbc;
  private final Clock clock;

  public SnapshotStore(DataSource dataSource, Clock clock) {
    this.dataSource = dataSource;
    this.connections = new JdbcTemplate(dataSource);
    this.jdbc = JdbcClient.create(dataSource);
    this.clock = clock;
  }

  /** Whether this login may add rows: where logins are kept apart, only the refresh's may. */
  public boolean writable() {
    return jdbc.sql(WRITABLE).query(Boolean.class).single();
  }

  /** The latest revisions of portfolios on dates, as far as there are any. */
  public Map<Key, Latest> latest(Collection<Long> portfolioIds, Collection<LocalDate> dates) {
    Map<Key, Latest> latest = new HashMap<>();
    among(LATEST, "portfolios", portfolioIds)
        .param("dates", SqlArrays.texts(dates))
        .query(
            row -> {
              latest.put(
                  new Key(
                      row.getLong("portfolio_id"), row.getObject("snapshot_date", LocalDate.class)),
                  new Latest(row.getInt("revision"), row.getString("fingerprint")));
            });
    return latest;
  }

  /**
   * Adds rows, in the transaction in which their inputs were read. It must be REPEATABLE READ: the
   * row keeps which transactions were visible, and later changes are recognised by that.
   */
  public void add(List<Row> rows, @Nullable Long jobExecutionId) {
    requireRepeatableRead();
    if (rows.isEmpty()) {
      return;
    }
    Instant now = clock.instant();
    Map<Boolean, List<Row>> first =
        rows.stream().collect(Collectors.partitioningBy(row -> row.revision() == 1));
    addFirst(first.getOrDefault(true, List.of()), jobExecutionId, now);
    addNext(first.getOrDefault(false, List.of()), jobExecutionId, now);
  }

  /** Straight into the table: this transaction saw that there is none of them. */
  private void addFirst(List<Row> rows, @Nullable Long jobExecutionId, Instant now) {
    if (rows.isEmpty()) {
      return;
    }
    long server = jdbc.sql(SERVER).query(Long.class).single();
    Connection connection = DataSourceUtils.getConnection(dataSource);
    try (BinaryCopy copy = BinaryCopy.into(connection, "portfolio_snapshots", FIRST_ROW)) {
      for (Row row : rows) {
        copy(copy, row, jobExecutionId, now);
        copy.int8(server);
      }
      copy.finish();
    } catch (DuplicateKeyException concurrent) {
      SQLException conflict =
          new SQLException(
              "another run has made one of these snapshots meanwhile", SERIALIZATION_FAILURE);
      conflict.addSuppressed(concurrent);
      throw SqlFailure.of("copy portfolio_snapshots", conflict);
    } finally {
      DataSourceUtils.releaseConnection(connection, dataSource);
    }
  }

  private void addNext(List<Row> rows, @Nullable Long jobExecutionId, Instant now) {
    if (rows.isEmpty()) {
      return;
    }
    StagedMerge.run(
        dataSource,
        "portfolio_snapshots",
        ROW,
        copy -> rows.forEach(row -> copy(copy, row, jobExecutionId, now)),
        INSERT);
  }

  private void requireRepeatableRead() {
    Integer isolation =
        connections.execute(
            (ConnectionCallback<Integer>) connection -> connection.getTransactionIsolation());
    if (isolation == null || isolation < Connection.TRANSACTION_REPEATABLE_READ) {
      throw new IllegalStateException(
          "Snapshots need a REPEATABLE READ transaction, found isolation "
              + isolation
              + "; all of their inputs must be read in one state of the database");
    }
  }

  /** Notes that snapshots are what the inputs of this transaction make. */
  public void foundCurrent(List<Key> keys, @Nullable Long jobExecutionId) {
    if (keys.isEmpty()) {
      return;
    }
    requireRepeatableRead();
    Instant now = clock.instant();
    StagedMerge.run(
        dataSource,
        "portfolio_snapshot_checks",
        List.of("portfolio_id", "snapshot_date", "job_execution_id", "checked_at"),
        copy ->
            keys.forEach(
                key ->
                    copy.startRow()
                        .int8(key.portfolioId())
                        .date(key.date())
                        .int8(jobExecutionId)
                        .timestamptz(now)),
        NOTE_CURRENT);
  }

  /**
   * Shows values on positions, unless they already show those of a later date.
   *
   * @param portfolios whose positions they are
   */
  public void updatePositionValues(KeyRange portfolios, Collection<PositionValue> values) {
    if (values.isEmpty()) {
      return;
    }
    StagedMerge.runBounded(
        dataSource,
        "positions",
        SHOWN,
        copy -> values.forEach(value -> copy(copy, value)),
        SHOW_VALUES.formatted(portfolios.from(), portfolios.to()));
  }

  /** Those of the positions that show a value of one of the dates. */
  public List<Shown> shownOn(Collection<Long> positionIds, Collection<LocalDate> dates) {
    if (positionIds.isEmpty()) {
      return List.of();
    }
    return among(SHOWN_ON, "positions", positionIds)
        .param("dates", SqlArrays.texts(dates))
        .query(
            (row, number) ->
                new Shown(
                    row.getLong("portfolio_id"),
                    row.getLong("position_id"),
                    row.getObject("valued_on", LocalDate.class)))
        .list();
  }

  /** The range says nothing new, but that few rows are meant, where there are no statistics yet. */
  private JdbcClient.StatementSpec among(String sql, String what, Collection<Long> keys) {
    KeyRange range = KeyRange.around(keys);
    return jdbc.sql(sql)
        .param("from", range.from())
        .param("to", range.to())
        .param(what, SqlArrays.keys(keys));
  }

  /** Positions show no value any more, of whatever date. */
  public void clearPositionValues(Collection<Long> positionIds) {
    jdbc.sql(SHOW_NONE).param("positions", SqlArrays.keys(positionIds)).update();
  }

  private static void copy(
      BinaryCopy copy, Row row, @Nullable Long jobExecutionId, Instant writtenAt) {
    Snapshot snapshot = row.snapshot();
    copy.startRow();
    copy.int8(snapshot.portfolioId());
    copy.date(snapshot.date());
    copy.int4(row.revision());
    copy.text(row.reason());
    copy.int8(jobExecutionId);
    copy.timestamptz(writtenAt);
    copy.text(snapshot.fingerprint());
    for (SnapshotColumn column : SnapshotColumn.values()) {
      column.write(copy, snapshot.totals());
    }
  }

  private static void copy(BinaryCopy copy, PositionValue value) {
    copy.startRow();
    copy.int8(value.positionId());
    copy.numeric(value.price());
    copy.date(value.priceDate());
    copy.date(value.date());
    copy.numeric(value.marketValue());
    copy.numeric(value.unrealizedPnl());
  }
}
