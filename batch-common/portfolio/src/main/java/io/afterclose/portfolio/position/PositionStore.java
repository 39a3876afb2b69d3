package io.afterclose.portfolio.position;

import io.afterclose.database.text.SqlArrays;
import io.afterclose.quant.symbol.InvestmentClass;
import io.afterclose.quant.symbol.Symbol;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.LocalDate;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;
import javax.sql.DataSource;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.namedparam.MapSqlParameterSource;
import org.springframework.jdbc.core.namedparam.NamedParameterJdbcTemplate;
import org.springframework.jdbc.core.namedparam.SqlParameterSource;
import org.springframework.jdbc.core.simple.JdbcClient;

/** The positions of portfolios as recorded. */
public final class PositionStore {

  private static final String INSERT =
      """
      insert into positions (portfolio_id, symbol, investment_class, position_type, quantity,
        quantity_as_of, multiplier, entry_date, entry_price, opened_in_kind, entry_assumed,
        entry_reference, spun_off_from, exit_date, exit_price, closed_in_kind, exit_assumed,
        exit_reference)
      values (:portfolio, :symbol, :class, :type, :quantity,
        :quantity_as_of, :multiplier, :entry_date, :entry_price, :opened_in_kind, :entry_assumed,
        :entry_reference, :spun_off_from, :exit_date, :exit_price, :closed_in_kind, :exit_assumed,
        :exit_reference)
      """;

  private static final String LOTS =
      """
      select position_id, symbol, investment_class, entry_date, exit_date
      from positions where portfolio_id = :portfolio and deleted_at is null
      order by symbol collate "C", entry_date, position_id
      """;

  private static final String HELD_OF =
      """
      select distinct p.symbol
      from positions p
      join portfolios f on f.portfolio_id = p.portfolio_id
      where f.deleted_at is null and p.deleted_at is null and p.symbol = any (:symbols)
        and p.investment_class in ('PUBLIC', 'OPTIONS') and p.portfolio_id between :from and :to
        and p.entry_date <= :date and (p.exit_date is null or p.exit_date > :date)
      """;

  /** Lots that are alike on the days asked for count once, so that few rows come of many lots. */
  private static final String PUBLIC_SHARES =
      """
      select distinct symbol,
        case when symbol = any (:changed) then quantity_as_of else cast(:first as date) end
          as counted_on,
        greatest(entry_date, cast(:first as date)) as held_from,
        case when exit_date <= :last then exit_date end as held_to
      from positions
      where deleted_at is null and investment_class = 'PUBLIC' and portfolio_id = any (:portfolios)
        and entry_date <= :last and (exit_date is null or exit_date > :first)
      """;

  /**
   * Without the zeros that fill a column's scale: arithmetic would carry them along. The range says
   * nothing new, but that few rows are meant, where there are no statistics yet. In the order of an
   * index, so that wide rows are not sorted.
   */
  private static final String RECORDED =
      """
      select position_id, portfolio_id, symbol, investment_class, position_type,
        trim_scale(quantity) as quantity, quantity_as_of, entry_date,
        trim_scale(entry_price) as entry_price, trim_scale(multiplier) as multiplier, exit_date,
        trim_scale(exit_price) as exit_price, opened_in_kind, entry_assumed, entry_reference,
        spun_off_from, closed_in_kind, exit_assumed, exit_reference,
        coalesce(divided_from, position_id) as origin
      from positions
      where deleted_at is null and portfolio_id between :from and :to
        and portfolio_id = any (:portfolios)
      order by portfolio_id, position_id
      """;

  private final DataSource dataSource;
  private final JdbcClient jdbc;

  public PositionStore(DataSource dataSource) {
    this.dataSource = dataSource;
    this.jdbc = JdbcClient.create(dataSource);
  }

  /** Adds positions, keys ascending in their order. */
  void add(long portfolioId, List<NewPosition> positions) {
    new NamedParameterJdbcTemplate(dataSource)
        .batchUpdate(
            INSERT,
            positions.stream()
                .map(position -> values(portfolioId, position))
                .toArray(SqlParameterSource[]::new));
  }

  private static SqlParameterSource values(long portfolioId, NewPosition position) {
    return new MapSqlParameterSource()
        .addValue("portfolio", portfolioId)
        .addValue("symbol", position.symbol().text())
        .addValue("class", position.investmentClass().name())
        .addValue("type", position.side().name())
        .addValue("quantity", position.quantity())
        .addValue("quantity_as_of", position.quantityAsOf())
        .addValue("multiplier", position.multiplier())
        .addValue("entry_date", position.entryDate())
        .addValue("entry_price", position.entryPrice())
        .addValue("opened_in_kind", position.entry().booking().inKind())
        .addValue("entry_assumed", position.entry().booking().assumed())
        .addValue("entry_reference", position.entry().booking().reference())
        .addValue("spun_off_from", position.entry().spunOffFrom())
        .addValue("exit_date", position.exitDate())
        .addValue("exit_price", position.exitPrice())
        .addValue("closed_in_kind", exit(position).inKind())
        .addValue("exit_assumed", exit(position).assumed())
        .addValue("exit_reference", exit(position).reference());
  }

  private static Booking exit(NewPosition position) {
    return position.exit() == null ? Booking.TRADED : position.exit().booking();
  }

  /** The positions of a portfolio by symbol and entry; one with an invalid symbol is left out. */
  public List<Lot> lots(Portfolio portfolio) {
    return jdbc
        .sql(LOTS)
        .param("portfolio", portfolio.id())
        .query((row, number) -> lot(row))
        .list()
        .stream()
        .flatMap(Optional::stream)
        .toList();
  }

  private static Optional<Lot> lot(ResultSet row) throws SQLException {
    long id = row.getLong("position_id");
    InvestmentClass investmentClass = InvestmentClass.valueOf(row.getString("investment_class"));
    LocalDate entry = row.getObject("entry_date", LocalDate.class);
    LocalDate exit = row.getObject("exit_date", LocalDate.class);
    return Symbol.parse(row.getString("symbol"))
        .map(symbol -> new Lot(id, symbol, investmentClass, entry, exit));
  }

  /** Those of the symbols that some portfolio of a range holds as shares or options on a day. */
  public Set<Symbol> heldOf(Collection<Symbol> symbols, KeyRange range, LocalDate date) {
    return jdbc.sql(HELD_OF)
        .param("symbols", SqlArrays.texts(symbols))
        .param("from", range.from())
        .param("to", range.to())
        .param("date", date)
        .query((row, number) -> Symbol.of(row.getString("symbol")))
        .set();
  }

  /**
   * The stated shares of public positions that are recorded as held on some day of a span, without
   * invalid ones. What is held before and after it is left out of their days.
   *
   * @param changed the symbols for which it matters on which day the quantity is counted; the first
   *     day stands for that of all others
   */
  public List<StatedShare> publicShares(
      Collection<Long> portfolioIds, LocalDate first, LocalDate last, Collection<Symbol> changed) {
    return jdbc
        .sql(PUBLIC_SHARES)
        .param("portfolios", SqlArrays.keys(portfolioIds))
        .param("first", first)
        .param("last", last)
        .param("changed", SqlArrays.texts(changed))
        .query(
            (row, number) ->
                StatedShare.parse(
                    row.getString("symbol"),
                    row.getObject("counted_on", LocalDate.class),
                    row.getObject("held_from", LocalDate.class),
                    row.getObject("held_to", LocalDate.class)))
        .list()
        .stream()
        .flatMap(Optional::stream)
        .toList();
  }

  /** By portfolio. */
  Map<Long, List<StoredRow<Position>>> recorded(Long[] portfolioIds) {
    KeyRange range = KeyRange.around(List.of(portfolioIds));
    Map<String, Symbol> symbols = new HashMap<>();
    return jdbc
        .sql(RECORDED)
        .param("from", range.from())
        .param("to", range.to())
        .param("portfolios", portfolioIds)
        .query(
            (row, number) ->
                StoredRow.checked(
                    row.getLong("portfolio_id"),
                    () ->
                        position(
                            row, symbols.computeIfAbsent(row.getString("symbol"), Symbol::of))))
        .list()
        .stream()
        .collect(Collectors.groupingBy(StoredRow::portfolioId));
  }

  static Position position(ResultSet row, int number) throws SQLException {
    return position(row, Symbol.of(row.getString("symbol")));
  }

  private static Position position(ResultSet row, Symbol symbol) throws SQLException {
    return new Position(
        row.getLong("position_id"),
        row.getLong("portfolio_id"),
        symbol,
        InvestmentClass.valueOf(row.getString("investment_class")),
        Side.valueOf(row.getString("position_type")),
        row.getBigDecimal("quantity"),
        row.getObject("quantity_as_of", LocalDate.class),
        row.getBigDecimal("multiplier"),
        new Entry(
            row.getObject("entry_date", LocalDate.class),
            row.getBigDecimal("entry_price"),
            new Booking(
                row.getBoolean("opened_in_kind"),
                row.getBoolean("entry_assumed"),
                row.getString("entry_reference")),
            row.getObject("spun_off_from", Long.class)),
        exit(row),
        row.getLong("origin"));
  }

  private static @Nullable Exit exit(ResultSet row) throws SQLException {
    Exit traded =
        Exit.tradedIfAny(
            "Position " + row.getLong("position_id") + " in " + row.getString("symbol"),
            row.getObject("exit_date", LocalDate.class),
            row.getBigDecimal("exit_price"));
    return traded == null
        ? null
        : new Exit(
            traded.date(),
            traded.price(),
            new Booking(
                row.getBoolean("closed_in_kind"),
                row.getBoolean("exit_assumed"),
                row.getString("exit_reference")));
  }
}
