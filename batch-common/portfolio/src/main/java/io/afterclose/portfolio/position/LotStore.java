package io.afterclose.portfolio.position;

import io.afterclose.quant.symbol.Symbol;
import java.math.BigDecimal;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Timestamp;
import java.sql.Types;
import java.time.Clock;
import java.time.LocalDate;
import java.util.List;
import java.util.Optional;
import javax.sql.DataSource;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.simple.JdbcClient;

/** Lists, corrects, closes and deletes lots one by one. */
public final class LotStore {

  private static final String LIST =
      """
      select position_id, symbol, investment_class, position_type, trim_scale(quantity) as quantity,
        quantity_as_of, trim_scale(multiplier) as multiplier, entry_date,
        trim_scale(entry_price) as entry_price,
        case when opened_in_kind then 'IN_KIND' else 'TRADE' end
          || case when entry_assumed then ' ASSUMED' else '' end as entry,
        entry_reference, exit_date, trim_scale(exit_price) as exit_price,
        case when exit_date is not null then case when closed_in_kind then 'IN_KIND' else 'TRADE' end
          || case when exit_assumed then ' ASSUMED' else '' end end as exit,
        exit_reference, divided_from, valued_on, trim_scale(last_price) as last_price,
        last_price_date, market_value,
        unrealized_pnl
      from positions
      where portfolio_id = :portfolio and deleted_at is null
        and (cast(:symbol as text) is null or symbol = :symbol)
        and (not :open or exit_date is null)
      order by symbol collate "C", entry_date, position_id
      """;

  private static final String NEWEST =
      "select max(position_id) as position_id from positions where portfolio_id = :portfolio";

  private static final String CHANGE =
      """
      update positions set
        symbol = coalesce(:symbol, symbol),
        investment_class = coalesce(:class, investment_class),
        position_type = coalesce(:type, position_type),
        quantity = coalesce(:quantity, quantity),
        quantity_as_of = coalesce(:as_of, quantity_as_of),
        entry_date = coalesce(:entry_date, entry_date),
        entry_price = coalesce(:entry_price, entry_price),
        multiplier = coalesce(:multiplier, multiplier),
        exit_date = coalesce(:exit_date, case when not :reopened then exit_date end),
        exit_price = coalesce(:exit_price, case when not :reopened then exit_price end),
        closed_in_kind = closed_in_kind and not :reopened,
        exit_assumed = exit_assumed and not :reopened,
        exit_reference = case when not :reopened then exit_reference end
      where position_id = :position
      """;

  private static final String STATE_ENTRY =
      """
      update positions set quantity = :quantity, quantity_as_of = :as_of, entry_date = :date,
        entry_price = :price, opened_in_kind = :in_kind, entry_assumed = :assumed,
        entry_reference = :reference
      where position_id = :position
      """;

  private static final String CLOSE =
      """
      update positions set exit_date = :date, exit_price = :price, closed_in_kind = :in_kind,
        exit_assumed = :assumed, exit_reference = :reference
      where position_id = :position
      """;

  private static final String DELETE =
      "update positions set deleted_at = :now where position_id = :position";

  private static final String CLOSED_AS =
      """
      select count(*) as lots from positions
      where portfolio_id = :portfolio and deleted_at is null and exit_reference = :reference
      """;

  private final DataSource dataSource;
  private final JdbcClient jdbc;
  private final Clock clock;

  public LotStore(DataSource dataSource, Clock clock) {
    this.dataSource = dataSource;
    this.jdbc = JdbcClient.create(dataSource);
    this.clock = clock;
  }

  /**
   * The lots of a portfolio by symbol and entry, as they are recorded.
   *
   * @param symbol only this one; null for all
   * @param open only those without an exit
   */
  public List<ListedLot> list(Portfolio portfolio, @Nullable Symbol symbol, boolean open) {
    return jdbc.sql(LIST)
        .param("portfolio", portfolio.id())
        .param("symbol", symbol == null ? null : symbol.text())
        .param("open", open)
        .query((row, number) -> listed(row))
        .list();
  }

  private static ListedLot listed(ResultSet row) throws SQLException {
    return new ListedLot(
        row.getLong("position_id"),
        row.getString("symbol"),
        row.getString("investment_class"),
        row.getString("position_type"),
        row.getBigDecimal("quantity"),
        row.getObject("quantity_as_of", LocalDate.class),
        row.getBigDecimal("multiplier"),
        row.getObject("entry_date", LocalDate.class),
        row.getBigDecimal("entry_price"),
        row.getString("entry"),
        row.getString("entry_reference"),
        row.getObject("exit_date", LocalDate.class),
        row.getBigDecimal("exit_price"),
        row.getString("exit"),
        row.getString("exit_reference"),
        row.getObject("divided_from", Long.class),
        row.getObject("valued_on", LocalDate.class),
        row.getBigDecimal("last_price"),
        row.getObject("last_price_date", LocalDate.class),
        row.getBigDecimal("market_value"),
        row.getBigDecimal("unrealized_pnl"));
  }

  /** Adds a lot to a portfolio that is locked; its key. */
  public long add(Portfolio portfolio, NewPosition position) {
    new PositionStore(dataSource).add(portfolio.id(), List.of(position));
    return jdbc.sql(NEWEST)
        .param("portfolio", portfolio.id())
        .query((row, number) -> row.getLong("position_id"))
        .single();
  }

  /** Corrects a lot; what it then says is not checked here. */
  public void change(long position, LotChange change) {
    jdbc.sql(CHANGE)
        .param("position", position)
        .param("symbol", text(change.symbol()), Types.VARCHAR)
        .param("class", text(change.investmentClass()), Types.VARCHAR)
        .param("type", text(change.side()), Types.VARCHAR)
        .param("quantity", change.quantity(), Types.NUMERIC)
        .param("as_of", change.quantityAsOf(), Types.DATE)
        .param("entry_date", change.entryDate(), Types.DATE)
        .param("entry_price", change.entryPrice(), Types.NUMERIC)
        .param("multiplier", change.multiplier(), Types.NUMERIC)
        .param("exit_date", change.exitDate(), Types.DATE)
        .param("exit_price", change.exitPrice(), Types.NUMERIC)
        .param("reopened", change.reopened())
        .update();
  }

  private static @Nullable String text(@Nullable Object value) {
    return value == null ? null : value.toString();
  }

  /**
   * States anew how a lot was opened, as where the trade behind an assumed one becomes known.
   *
   * @param quantity above 0, counted as of {@code quantityAsOf}
   */
  public void stateEntry(long position, BigDecimal quantity, LocalDate quantityAsOf, Entry entry) {
    jdbc.sql(STATE_ENTRY)
        .param("position", position)
        .param("quantity", quantity)
        .param("as_of", quantityAsOf)
        .param("date", entry.date())
        .param("price", entry.price())
        .param("in_kind", entry.booking().inKind())
        .param("assumed", entry.booking().assumed())
        .param("reference", entry.booking().reference(), Types.VARCHAR)
        .update();
  }

  /** Closes a lot. */
  public void close(long position, Exit exit) {
    jdbc.sql(CLOSE)
        .param("position", position)
        .param("date", exit.date())
        .param("price", exit.price())
        .param("in_kind", exit.booking().inKind())
        .param("assumed", exit.booking().assumed())
        .param("reference", exit.booking().reference(), Types.VARCHAR)
        .update();
  }

  /** How many lots a sale of this reference has closed. */
  public long closedAs(Portfolio portfolio, Optional<String> reference) {
    return jdbc.sql(CLOSED_AS)
        .param("portfolio", portfolio.id())
        .param("reference", reference.orElse(null), Types.VARCHAR)
        .query((row, number) -> row.getLong("lots"))
        .single();
  }

  /** Deletes a lot: it counts as never held. */
  public void delete(long position) {
    jdbc.sql(DELETE)
        .param("position", position)
        .param("now", Timestamp.from(clock.instant()))
        .update();
  }
}
