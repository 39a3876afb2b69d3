package io.afterclose.portfolio.position;

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

/** What owners say PRIVATE positions are worth. */
public final class ManualValuationStore {

  private static final String RECORD =
      """
      insert into position_valuations as v (position_id, as_of, amount, quantity, recorded_at)
      select position_id, cast(:as_of as date), cast(:amount as numeric), coalesce(:quantity, quantity), cast(:now as timestamptz)
      from positions where position_id = :position
      on conflict (position_id, as_of) do update set
        amount = excluded.amount, quantity = excluded.quantity, recorded_at = excluded.recorded_at
      where (v.amount, coalesce(v.quantity, excluded.quantity)) <> (excluded.amount, excluded.quantity)
      """;

  private static final String RECORDED =
      """
      select p.portfolio_id, v.position_id, v.as_of, trim_scale(v.amount) as amount,
        trim_scale(v.quantity) as quantity
      from position_valuations v
      join positions p on p.position_id = v.position_id
      where p.deleted_at is null and p.portfolio_id between :from and :to
        and p.portfolio_id = any (:portfolios)
      order by v.position_id, v.as_of
      """;

  private static final String LIST =
      """
      select v.position_id, v.as_of, trim_scale(v.amount) as amount, trim_scale(v.quantity) as quantity,
        v.recorded_at at time zone 'UTC' as recorded_utc, p.symbol, p.entry_date,
        trim_scale(p.quantity) as held
      from position_valuations v
      join positions p on p.position_id = v.position_id
      where p.deleted_at is null and p.portfolio_id = :portfolio
      order by p.symbol collate "C", p.entry_date, p.position_id, v.as_of
      """;

  private static final String REMOVE =
      "delete from position_valuations where position_id = :position and as_of = :as_of";

  private record OwnedValuation(long portfolioId, ManualValuation valuation) {}

  private final JdbcClient jdbc;
  private final Clock clock;

  public ManualValuationStore(DataSource dataSource, Clock clock) {
    this.jdbc = JdbcClient.create(dataSource);
    this.clock = clock;
  }

  /**
   * Records what a PRIVATE position is worth from a day on, in place of what was recorded for it.
   *
   * @param quantity that the amount is for; null for the whole position
   * @return whether anything is different from before
   */
  public boolean record(
      Lot position, LocalDate asOf, BigDecimal amount, @Nullable BigDecimal quantity) {
    return jdbc.sql(RECORD)
            .param("position", position.id())
            .param("as_of", asOf, Types.DATE)
            .param("amount", amount, Types.NUMERIC)
            .param("quantity", quantity, Types.NUMERIC)
            .param("now", Timestamp.from(clock.instant()))
            .update()
        > 0;
  }

  /**
   * Takes back what was recorded for a day.
   *
   * @return whether there was anything
   */
  public boolean remove(Lot position, LocalDate asOf) {
    return jdbc.sql(REMOVE).param("position", position.id()).param("as_of", asOf).update() > 0;
  }

  /** The valuations of a portfolio's positions, by symbol, entry and day. */
  public List<RecordedValuation> of(Portfolio portfolio) {
    return jdbc.sql(LIST)
        .param("portfolio", portfolio.id())
        .query(
            (row, number) ->
                new RecordedValuation(
                    valuation(row, number),
                    row.getString("symbol"),
                    row.getObject("entry_date", LocalDate.class),
                    row.getBigDecimal("held"),
                    row.getObject("recorded_utc", LocalDateTime.class)))
        .list();
  }

  /** By portfolio. */
  Map<Long, List<ManualValuation>> recorded(Long[] portfolioIds) {
    KeyRange range = KeyRange.around(List.of(portfolioIds));
    return jdbc
        .sql(RECORDED)
        .param("from", range.from())
        .param("to", range.to())
        .param("portfolios", portfolioIds)
        .query(
            (row, number) ->
                new OwnedValuation(row.getLong("portfolio_id"), valuation(row, number)))
        .list()
        .stream()
        .collect(
            Collectors.groupingBy(
                OwnedValuation::portfolioId,
                Collectors.mapping(OwnedValuation::valuation, Collectors.toList())));
  }

  static ManualValuation valuation(ResultSet row, int number) throws SQLException {
    return new ManualValuation(
        row.getLong("position_id"),
        row.getObject("as_of", LocalDate.class),
        row.getBigDecimal("amount"),
        row.getBigDecimal("quantity"));
  }
}
