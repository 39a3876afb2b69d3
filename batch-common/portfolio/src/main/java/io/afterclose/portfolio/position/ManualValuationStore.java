package io.afterclose.portfolio.position;

import java.math.BigDecimal;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Timestamp;
import java.time.Clock;
import java.time.LocalDate;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import javax.sql.DataSource;
import org.springframework.jdbc.core.simple.JdbcClient;

/** What owners say PRIVATE positions are worth. */
public final class ManualValuationStore {

  private static final String RECORD =
      """
      insert into position_valuations as v (position_id, as_of, amount, recorded_at)
      values (:position, :as_of, :amount, :now)
      on conflict (position_id, as_of) do update set
        amount = excluded.amount, recorded_at = excluded.recorded_at
      where v.amount <> excluded.amount
      """;

  private static final String RECORDED =
      """
      select p.portfolio_id, v.position_id, v.as_of, trim_scale(v.amount) as amount
      from position_valuations v
      join positions p on p.position_id = v.position_id
      where p.deleted_at is null and p.portfolio_id = any (:portfolios)
      order by v.position_id, v.as_of
      """;

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
   * @return whether anything is different from before
   */
  public boolean record(Lot position, LocalDate asOf, BigDecimal amount) {
    return jdbc.sql(RECORD)
            .param("position", position.id())
            .param("as_of", asOf)
            .param("amount", amount)
            .param("now", Timestamp.from(clock.instant()))
            .update()
        > 0;
  }

  /** By portfolio. */
  Map<Long, List<ManualValuation>> recorded(Long[] portfolioIds) {
    return jdbc
        .sql(RECORDED)
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
        row.getBigDecimal("amount"));
  }
}
