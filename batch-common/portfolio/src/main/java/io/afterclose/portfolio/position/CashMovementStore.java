package io.afterclose.portfolio.position;

import io.afterclose.quant.symbol.Symbol;
import java.math.BigDecimal;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Timestamp;
import java.sql.Types;
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

  /** A BALANCE replaces what was recorded for its day; a reference is recorded once. */
  private static final String RECORD =
      """
      insert into cash_movements as c
        (portfolio_id, movement_date, kind, amount, replaces, position_id, symbol, ex_date,
          reference, note, recorded_at)
      select :portfolio, cast(:date as date), :kind, :amount, :replaces,
        cast(:position as bigint), :symbol, cast(:ex_date as date), :reference, :note,
        cast(:now as timestamptz)
      where not exists (
        select from cash_movements r
        where r.portfolio_id = :portfolio and r.reference = :reference
          and r.position_id is not distinct from cast(:position as bigint))
      on conflict (portfolio_id, movement_date) where kind = 'BALANCE' do update set
        amount = excluded.amount, reference = excluded.reference, note = excluded.note,
        recorded_at = excluded.recorded_at
      where (c.amount, c.reference, c.note)
        is distinct from (excluded.amount, excluded.reference, excluded.note)
      """;

  private static final String LEDGER =
      """
      select c.movement_id, c.movement_date, c.kind, trim_scale(c.amount) as amount, c.replaces,
        c.ex_date, coalesce(c.symbol, p.symbol) as symbol, c.position_id, p.entry_date, c.reference,
        c.note, c.recorded_at at time zone 'UTC' as recorded_utc
      from cash_movements c
      left join positions p on p.portfolio_id = c.portfolio_id and p.position_id = c.position_id
      where c.portfolio_id = :portfolio
      order by c.movement_date, c.movement_id
      """;

  private static final String CHANGE =
      """
      update cash_movements set
        movement_date = coalesce(:date, movement_date),
        amount = coalesce(:amount, amount),
        reference = coalesce(:reference, reference),
        note = coalesce(:note, note)
      where portfolio_id = :portfolio and movement_id = :movement
      """;

  private static final String REMOVE =
      "delete from cash_movements where portfolio_id = :portfolio and movement_id = :movement";

  private static final String RECORDED =
      """
      select movement_id, portfolio_id, movement_date, kind, trim_scale(amount) as amount,
        replaces, position_id, symbol, ex_date, coalesce(divided_from, movement_id) as origin
      from cash_movements
      where portfolio_id between :from and :to and portfolio_id = any (:portfolios)
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
   * same day; a reference that is known already, of the same position, records nothing.
   *
   * @return whether anything is different from before
   */
  public boolean record(Portfolio portfolio, NewCashMovement row) {
    CashSubject subject = row.subject();
    return jdbc.sql(RECORD)
            .param("portfolio", portfolio.id())
            .param("date", row.date())
            .param("kind", row.kind().name())
            .param("amount", row.amount())
            .param("replaces", subject.replaces() == null ? null : subject.replaces().name())
            .param("position", subject.positionId())
            .param("symbol", subject.symbol() == null ? null : subject.symbol().text())
            .param("ex_date", subject.exDate())
            .param("reference", row.reference())
            .param("note", row.note())
            .param("now", Timestamp.from(clock.instant()))
            .update()
        > 0;
  }

  /**
   * Corrects a row; null stays as it is.
   *
   * @return whether the portfolio has such a row
   */
  public boolean change(
      Portfolio portfolio,
      long movement,
      @Nullable LocalDate date,
      @Nullable BigDecimal amount,
      @Nullable String reference,
      @Nullable String note) {
    return jdbc.sql(CHANGE)
            .param("portfolio", portfolio.id())
            .param("movement", movement)
            .param("date", date, Types.DATE)
            .param("amount", amount, Types.NUMERIC)
            .param("reference", reference, Types.VARCHAR)
            .param("note", note, Types.VARCHAR)
            .update()
        > 0;
  }

  /**
   * Takes a row back.
   *
   * @return whether the portfolio had it
   */
  public boolean remove(Portfolio portfolio, long movement) {
    return jdbc.sql(REMOVE).param("portfolio", portfolio.id()).param("movement", movement).update()
        > 0;
  }

  /** The explicit rows of a portfolio's cash ledger by date, all digits of them. */
  public List<LedgerRow> ledger(Portfolio portfolio) {
    return jdbc.sql(LEDGER)
        .param("portfolio", portfolio.id())
        .query((row, number) -> ledgerRow(row))
        .list();
  }

  private static LedgerRow ledgerRow(ResultSet row) throws SQLException {
    return new LedgerRow(
        row.getLong("movement_id"),
        row.getObject("movement_date", LocalDate.class),
        CashMovement.Kind.valueOf(row.getString("kind")),
        row.getBigDecimal("amount"),
        replaces(row),
        row.getObject("ex_date", LocalDate.class),
        row.getString("symbol"),
        row.getObject("position_id", Long.class),
        row.getObject("entry_date", LocalDate.class),
        row.getString("reference"),
        row.getString("note"),
        row.getObject("recorded_utc", LocalDateTime.class));
  }

  /** By portfolio. */
  Map<Long, List<StoredRow<CashMovement>>> recorded(Long[] portfolioIds) {
    KeyRange range = KeyRange.around(List.of(portfolioIds));
    return jdbc
        .sql(RECORDED)
        .param("from", range.from())
        .param("to", range.to())
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
        subject(row),
        row.getLong("origin"));
  }

  private static CashSubject subject(ResultSet row) throws SQLException {
    String symbol = row.getString("symbol");
    return new CashSubject(
        replaces(row),
        row.getObject("position_id", Long.class),
        symbol == null ? null : Symbol.of(symbol),
        row.getObject("ex_date", LocalDate.class));
  }

  private static @Nullable ImpliedKind replaces(ResultSet row) throws SQLException {
    String replaces = row.getString("replaces");
    return replaces == null ? null : ImpliedKind.valueOf(replaces);
  }
}
