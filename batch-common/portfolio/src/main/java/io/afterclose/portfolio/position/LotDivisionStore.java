package io.afterclose.portfolio.position;

import java.math.BigDecimal;
import java.time.Clock;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.util.List;
import javax.sql.DataSource;
import org.springframework.jdbc.core.simple.JdbcClient;

/**
 * Divides a lot, and with it its cash rows of the time before by quantity, to the cent, and its
 * valuations: all sums stay what they were.
 */
public final class LotDivisionStore {

  private static final String PART =
      """
      insert into positions (portfolio_id, symbol, investment_class, position_type, quantity,
        quantity_as_of, entry_date, entry_price, multiplier, opened_in_kind, entry_assumed,
        entry_reference, exit_date, exit_price, closed_in_kind, exit_assumed, exit_reference,
        spun_off_from, divided_from, last_price, last_price_date, valued_on)
      select portfolio_id, symbol, investment_class, position_type, :part,
        quantity_as_of, entry_date, entry_price, multiplier, opened_in_kind, entry_assumed,
        entry_reference, exit_date, exit_price, closed_in_kind, exit_assumed, exit_reference,
        spun_off_from, coalesce(divided_from, position_id), last_price, last_price_date, valued_on
      from positions where position_id = :position
      returning position_id
      """;

  private static final String REST =
      "update positions set quantity = quantity - :part where position_id = :position";

  /** Both show their share at once; the next refresh of a day that is newer shows its own. */
  private static final String SHOWN =
      """
      update positions p set
        market_value = round(w.market_value * p.quantity / :whole, 2),
        unrealized_pnl = round(w.unrealized_pnl * p.quantity / :whole, 2)
      from (select market_value, unrealized_pnl from positions where position_id = :position) w
      where p.position_id in (:position, :new)
      """;

  /**
   * A row of an exit is of what is left, or of both parts where both have left; a dividend since is
   * of what was held then.
   */
  private static final String OF_THE_TIME_BEFORE =
      """
      position_id = :position and coalesce(ex_date, movement_date) <= :date
      and (replaces is null or replaces not in ('EXIT', 'SETTLEMENT')
        or exists (select from positions p where p.position_id = :position and p.exit_date <= :date))
      """;

  private static final String CASH_PART =
      """
      insert into cash_movements (portfolio_id, movement_date, kind, amount, replaces, position_id,
        symbol, ex_date, reference, note, divided_from, recorded_at)
      select portfolio_id, movement_date, kind, round(amount * :part / :whole, 2), replaces, :new,
        symbol, ex_date, reference, note, coalesce(divided_from, movement_id), :now
      from cash_movements where %s
      order by movement_id
      """
          .formatted(OF_THE_TIME_BEFORE);

  private static final String CASH_REST =
      "update cash_movements set amount = amount - round(amount * :part / :whole, 2) where %s"
          .formatted(OF_THE_TIME_BEFORE);

  private static final String VALUATION_PART =
      """
      insert into position_valuations (position_id, as_of, amount, quantity, recorded_at)
      select :new, as_of, amount, coalesce(quantity, :whole), :now
      from position_valuations where position_id = :position and as_of < :date
      """;

  private static final String VALUATION_REST =
      """
      update position_valuations set quantity = :whole
      where position_id = :position and quantity is null
      """;

  private final JdbcClient jdbc;
  private final Clock clock;

  public LotDivisionStore(DataSource dataSource, Clock clock) {
    this.jdbc = JdbcClient.create(dataSource);
    this.clock = clock;
  }

  /**
   * Takes a part off a lot; where it has an exit, the part has the same.
   *
   * @param part as the lot counts, above 0 and below its quantity
   * @param date the day on which the parts go different ways
   * @return key of the part; the rest keeps its own
   */
  public long divide(Position lot, BigDecimal part, LocalDate date) {
    long key =
        jdbc.sql(PART)
            .param("part", part)
            .param("position", lot.id())
            .query((row, number) -> row.getLong("position_id"))
            .single();
    for (String sql : List.of(CASH_PART, CASH_REST, VALUATION_PART, VALUATION_REST, REST, SHOWN)) {
      jdbc.sql(sql)
          .param("position", lot.id())
          .param("new", key)
          .param("part", part)
          .param("whole", lot.quantity())
          .param("date", date)
          .param("now", clock.instant().atOffset(ZoneOffset.UTC))
          .update();
    }
    return key;
  }
}
