package io.afterclose.portfolio.position;

import java.math.BigDecimal;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Timestamp;
import java.time.Clock;
import java.time.LocalDate;
import java.time.LocalDateTime;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import javax.sql.DataSource;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.simple.JdbcClient;

/** The explicit rows of the cash ledgers. */
public final class CashMovementStore {

  /** Only a BALANCE meets another row: it replaces what was recorded for its day. */
  private static final String RECORD =
      """
      insert into cash_movements as c
        (portfolio_id, movement_date, kind, amount, position_id, recorded_at)
      values (:portfolio, :date, :kind, :amount, :position, :now)
      on conflict (portfolio_id, movement_date) where kind = 'BALANCE' do update set
        amount = excluded.amount, recorded_at = excluded.recorded_at
      where c.amount <> excluded.amount
      """;

  private static final String LEDGER =
      """
      select c.movement_id, c.movement_date, c.kind, trim_scale(c.amount) as amount, p.symbol,
        p.entry_date, c.recorded_at at time zone 'UTC' as recorded_utc
      from cash_movements c
      left join positions p on p.position_id = c.position_id
      where c.portfolio_id = :portfolio
      order by c.movement_date, c.movement_id
      """;

  private static final String RECORDED =
      """
      select movement_id, portfolio_id, movement_date, kind, trim_scale(amount) as amount,
        position_id
      from cash_movements where portfolio_id = any (:portfolios)
      order by movement_id
      """;

  private final JdbcClient jdbc;
  private final Clock clock;

  public CashMovementStore(DataSource dataSource, Clock clock) {
    this.jdbc = JdbcClient.create(dataSource);
    this.clock = clock;
  }

  /**
   * Records an explicit row of a portfolio's cash ledger. A BALANCE takes the place of one of the
   * same day.
   *
   * @param position whose implied row it replaces; null replaces none
   * @return whether anything is different from before
   */
  public boolean record(
      Portfolio portfolio,
      LocalDate date,
      CashMovement.Kind kind,
      BigDecimal amount,
      @Nullable Lot position) {
    return jdbc.sql(RECORD)
            .param("portfolio", portfolio.id())
            .param("date", date)
            .param("kind", kind.name())
            .param("amount", amount)
            .param("position", position == null ? null : position.id())
            .param("now", Timestamp.from(clock.instant()))
            .update()
        > 0;
  }

  /** The explicit rows of a portfolio's cash ledger by date, all digits of them. */
  public List<LedgerRow> ledger(Portfolio portfolio) {
    return jdbc.sql(LEDGER)
        .param("portfolio", portfolio.id())
        .query(
            (row, number) ->
                new LedgerRow(
                    row.getLong("movement_id"),
                    row.getObject("movement_date", LocalDate.class),
                    CashMovement.Kind.valueOf(row.getString("kind")),
                    row.getBigDecimal("amount"),
                    row.getString("symbol"),
                    row.getObject("entry_date", LocalDate.class),
                    row.getObject("recorded_utc", LocalDateTime.class)))
        .list();
  }

  /** By portfolio. */
  Map<Long, List<StoredRow<CashMovement>>> recorded(Long[] portfolioIds) {
    return jdbc
        .sql(RECORDED)
        .param("portfolios", portfolioIds)
        .query(
            (row, number) ->
                StoredRow.checked(row.getLong("portfolio_id"), () -> movement(row, number)))
        .list()
        .stream()
        .collect(Collectors.groupingBy(StoredRow::portfolioId));
  }

  static CashMovement movement(ResultSet row, int number) throws SQLException {
    return new CashMovement(
        row.getLong("movement_id"),
        row.getLong("portfolio_id"),
        row.getObject("movement_date", LocalDate.class),
        CashMovement.Kind.valueOf(row.getString("kind")),
        row.getBigDecimal("amount"),
        row.getObject("position_id", Long.class));
  }
}
