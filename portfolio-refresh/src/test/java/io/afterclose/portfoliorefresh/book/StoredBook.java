package io.afterclose.portfoliorefresh.book;

import io.afterclose.portfoliorefresh.RefreshWorld;
import io.afterclose.portfoliorefresh.book.BookCase.Action;
import io.afterclose.portfoliorefresh.book.BookCase.Lot;
import io.afterclose.portfoliorefresh.book.BookCase.Option;
import io.afterclose.portfoliorefresh.book.BookCase.Row;
import io.afterclose.portfoliorefresh.book.BookCase.Value;
import io.afterclose.portfoliorefresh.book.Bookkeeper.Day;
import io.afterclose.portfoliorefresh.fixture.StoredPortfolios;
import io.afterclose.portfoliorefresh.fixture.StoredPrices;
import java.math.BigDecimal;
import java.time.LocalDate;
import java.time.format.DateTimeFormatter;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.NavigableMap;
import java.util.Objects;
import java.util.TreeMap;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.RowCallbackHandler;

/**
 * The cases as portfolios of one database, each with its own symbols, written as an application
 * writes them; and what the product makes of them.
 */
final class StoredBook {

  private static final String ACTION =
      """
      insert into corporate_action_reports
        (symbol, ex_date, kind, source, rank, value, other_symbol, cash, reported_at)
      values (:symbol, :date, :kind, 'operator', 0, :value, :other, :cash, now())
      """;

  private static final String POSITION =
      """
      insert into positions (portfolio_id, symbol, investment_class, position_type, quantity,
        quantity_as_of, entry_date, entry_price, multiplier, exit_date, exit_price,
        opened_in_kind, closed_in_kind)
      values (:portfolio, :symbol, :class, :type, :quantity, :as_of, :entry, :entry_price,
        :multiplier, :exit, :exit_price, :in_kind, :out_in_kind)
      returning position_id
      """;

  private static final String CASH =
      """
      insert into cash_movements (portfolio_id, movement_date, kind, amount, position_id, replaces,
        ex_date, recorded_at)
      values (:portfolio, :date, :kind, :amount, :position, :replaces, :ex_date, now())
      """;

  private static final String DAYS =
      """
      select f.name, p.snapshot_date, p.net_asset_value, p.daily_pnl, s.cumulative_external_flows
      from portfolio_daily_performance p
      join portfolios f on f.portfolio_id = p.portfolio_id
      join portfolio_snapshots_latest s
        on s.portfolio_id = p.portfolio_id and s.snapshot_date = p.snapshot_date
      """;

  private static final Pattern CONTRACT = Pattern.compile("(\\w+)/([CP])([0-9.]+)@(.+)");

  private static final int OTHERS = 900;

  private final RefreshWorld world;

  StoredBook(RefreshWorld world) {
    this.world = world;
  }

  void store(List<BookCase> cases) {
    List<io.afterclose.market.price.PriceRow> bars = new ArrayList<>();
    BookFile.SESSIONS.forEach(day -> bars.add(StoredPrices.row("SPY", day, new BigDecimal("400"))));
    for (int i = 0; i < cases.size(); i++) {
      String code = code(i);
      cases
          .get(i)
          .closes()
          .forEach(
              (symbol, closes) ->
                  closes.forEach(
                      (day, close) -> bars.add(StoredPrices.row(name(symbol, code), day, close))));
    }
    for (int i = 0; i < OTHERS; i++) {
      String symbol = "X%03d".formatted(i);
      BookFile.SESSIONS.forEach(
          day -> bars.add(StoredPrices.row(symbol, day, new BigDecimal("10"))));
    }
    world.prices().save(bars);
    others();
    for (int i = 0; i < cases.size(); i++) {
      store(cases.get(i), code(i));
    }
  }

  /** A large portfolio with a price for all it holds: a few shares that end are not the market. */
  private void others() {
    long portfolio = world.portfolios().empty("Others");
    for (int i = 0; i < OTHERS; i++) {
      world
          .portfolios()
          .position(
              portfolio,
              StoredPortfolios.Lot.shares(
                  "X%03d".formatted(i), "1", BookFile.SESSIONS.get(1), "10"));
    }
  }

  /** Two letters, so that the cases share no symbol. */
  private static String code(int number) {
    return "" + (char) ('A' + number / 26) + (char) ('A' + number % 26);
  }

  static String name(String symbol, String code) {
    Matcher contract = CONTRACT.matcher(symbol);
    return contract.matches()
        ? "%s%s%s%s%08d"
            .formatted(
                contract.group(1),
                code,
                BookFile.day(contract.group(4)).format(DateTimeFormatter.ofPattern("yyMMdd")),
                contract.group(2),
                new BigDecimal(contract.group(3)).movePointRight(3).intValueExact())
        : symbol + code;
  }

  private void store(BookCase book, String code) {
    book.actions().forEach(action -> store(action, code));
    long portfolio = world.portfolios().empty(book.name());
    Map<Integer, Long> positions = new HashMap<>();
    for (Lot lot : book.lots()) {
      positions.put(positions.size() + 1, store(portfolio, lot, code));
    }
    book.rows().forEach(row -> store(portfolio, row, positions.get(row.lot())));
    for (Value value : book.values()) {
      Lot lot = book.lots().get(value.lot() - 1);
      BigDecimal whole = value.perUnit().multiply(lot.quantity()).multiply(lot.sign());
      long position = Objects.requireNonNull(positions.get(value.lot()), book.name());
      world.portfolios().valuation(position, value.date(), whole);
    }
  }

  private void store(Action action, String code) {
    world
        .sql()
        .sql(ACTION)
        .param("symbol", name(action.symbol(), code))
        .param("date", action.date())
        .param("kind", action.kind())
        .param("value", action.value())
        .param("other", action.other() == null ? null : name(action.other(), code))
        .param("cash", action.kind().equals("STOCK_MERGER") ? action.cash() : null)
        .update();
  }

  private long store(long portfolio, Lot lot, String code) {
    Option option = lot.option();
    return world
        .sql()
        .sql(POSITION)
        .param("portfolio", portfolio)
        .param("symbol", name(lot.symbol(), code))
        .param("class", option != null ? "OPTIONS" : lot.isPrivate() ? "PRIVATE" : "PUBLIC")
        .param("type", lot.isShort() ? "SHORT" : "LONG")
        .param("quantity", lot.quantity())
        .param("as_of", lot.asOf())
        .param("entry", lot.entry())
        .param("entry_price", lot.entryPrice())
        .param("multiplier", lot.multiplier())
        .param("exit", lot.exit())
        .param("exit_price", lot.exitPrice())
        .param("in_kind", lot.inKind())
        .param("out_in_kind", lot.outInKind())
        .query(Long.class)
        .single();
  }

  private void store(long portfolio, Row row, @Nullable Long position) {
    world
        .sql()
        .sql(CASH)
        .param("portfolio", portfolio)
        .param("date", row.date())
        .param("kind", row.kind())
        .param("amount", row.amount())
        .param("position", position)
        .param("replaces", row.replaces())
        .param("ex_date", row.exDate())
        .update();
  }

  /** The snapshots of all cases as the views give them. */
  Map<String, NavigableMap<LocalDate, Day>> days() {
    Map<String, NavigableMap<LocalDate, Day>> days = new HashMap<>();
    world
        .sql()
        .sql(DAYS)
        .query(
            (RowCallbackHandler)
                row ->
                    days.computeIfAbsent(row.getString("name"), unseen -> new TreeMap<>())
                        .put(
                            row.getObject("snapshot_date", LocalDate.class),
                            new Day(
                                row.getBigDecimal("net_asset_value"),
                                row.getBigDecimal("daily_pnl"),
                                row.getBigDecimal("cumulative_external_flows"))));
    return days;
  }
}
