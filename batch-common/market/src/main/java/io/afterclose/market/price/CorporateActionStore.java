package io.afterclose.market.price;

import io.afterclose.database.connection.AdvisoryLock;
import io.afterclose.database.text.SqlArrays;
import io.afterclose.quant.price.ActionTerms;
import io.afterclose.quant.price.CorporateAction;
import io.afterclose.quant.price.SymbolLineage;
import io.afterclose.quant.symbol.Symbol;
import java.math.BigDecimal;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Timestamp;
import java.time.Clock;
import java.time.LocalDate;
import java.util.Collection;
import java.util.List;
import java.util.function.BiFunction;
import java.util.function.Function;
import java.util.stream.Stream;
import javax.sql.DataSource;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.simple.JdbcClient;

/** Corporate actions as stored. */
public final class CorporateActionStore {

  static final String LOCK = "corporate_action_reports";
  static final String ONE_WRITER =
      "select pg_advisory_xact_lock(%s)".formatted(AdvisoryLock.OF_SCHEMA);

  /** Implied amounts follow 32-bit closes, so a difference below 1e-6 is noise there too. */
  private static final String UPSERT =
      """
      insert into corporate_action_reports as r
        (symbol, ex_date, kind, source, rank, value, other_symbol, cash, cost_share, unconfirmed,
          reported_at)
      select t.symbol, t.ex_date, t.kind, t.source, t.rank, t.value, t.other_symbol, t.cash,
        t.cost_share, t.unconfirmed, :now
      from unnest(cast(:symbols as text[]), cast(:dates as date[]), cast(:kinds as text[]),
          cast(:sources as text[]), cast(:ranks as smallint[]), cast(:values as numeric[]),
          cast(:others as text[]), cast(:cash as numeric[]), cast(:cost_shares as numeric[]),
          cast(:unconfirmed as boolean[]))
        as t(symbol, ex_date, kind, source, rank, value, other_symbol, cash, cost_share, unconfirmed)
      order by t.symbol collate "C", t.ex_date, t.kind, t.source
      on conflict (symbol, ex_date, kind, source) do update set
        value = excluded.value, other_symbol = excluded.other_symbol, cash = excluded.cash,
        cost_share = excluded.cost_share, rank = excluded.rank, unconfirmed = excluded.unconfirmed,
        reported_at = excluded.reported_at
      where (r.rank, r.unconfirmed, r.other_symbol, r.cash, r.cost_share)
          is distinct from (excluded.rank, excluded.unconfirmed, excluded.other_symbol,
            excluded.cash, excluded.cost_share)
        or abs(r.value - excluded.value) > 0.000001 * greatest(abs(r.value), 1)
      """;

  /**
   * NOT IN is hashed whatever the planner believes of the arrays' length; NOT EXISTS is a join that
   * it may do row by row.
   */
  private static final String WITHDRAW =
      """
      delete from corporate_action_reports r
      using unnest(cast(:window_symbols as text[]), cast(:window_sources as text[]),
          cast(:from as date[]), cast(:to as date[]), cast(:implied_only as boolean[]))
        as w(symbol, source, first_day, last_day, implied_only)
      where r.symbol = w.symbol and r.source = w.source
        and r.ex_date between w.first_day and w.last_day
        and (not w.implied_only or r.kind = 'IMPLIED')
        and (cast(r.symbol as text), r.ex_date, cast(r.kind as text), cast(r.source as text)) not in (
          select t.symbol, t.ex_date, t.kind, t.source
          from unnest(cast(:symbols as text[]), cast(:dates as date[]), cast(:kinds as text[]),
              cast(:sources as text[]))
            as t(symbol, ex_date, kind, source))
      """;

  private static final String BETWEEN =
      """
      select a.symbol, a.ex_date, a.kind, trim_scale(a.value) as value, a.other_symbol,
        trim_scale(a.cash) as cash, trim_scale(a.cost_share) as cost_share, a.unconfirmed, a.source,
        a.fetched_at
      from corporate_actions a
      where a.ex_date between :from and :to
        and (a.symbol = any (:symbols) or a.kind = 'RENAME' and a.other_symbol = any (:symbols))
      order by a.symbol collate "C", a.ex_date, a.kind
      """;

  private static final String LINEAGE =
      """
      select a.symbol, a.ex_date, a.kind, trim_scale(a.value) as value, a.other_symbol,
        trim_scale(a.cash) as cash, trim_scale(a.cost_share) as cost_share, a.unconfirmed
      from corporate_actions a
      where a.ex_date <= :day and a.kind not in ('SPLIT', 'DIVIDEND', 'IMPLIED')
      """;

  private final JdbcClient jdbc;
  private final Clock clock;

  public CorporateActionStore(DataSource dataSource, Clock clock) {
    this.jdbc = JdbcClient.create(dataSource);
    this.clock = clock;
  }

  /**
   * Stores what sources report, each under its name, and forgets what one of them no longer reports
   * of a window that it answered whole. What is in force changes with it, and each such change is
   * logged. To be called in a transaction; of two writers the second waits for the first.
   */
  public void save(Collection<ActionReport> reports) {
    if (reports.isEmpty()) {
      return;
    }
    jdbc.sql(ONE_WRITER).param("key", AdvisoryLock.key(LOCK)).query(row -> {});
    List<ActionReport> complete =
        reports.stream().filter(report -> report.complete() != null).toList();
    if (!complete.isEmpty()) {
      List<ActionWindow> windows = complete.stream().flatMap(CorporateActionStore::window).toList();
      keys(WITHDRAW, reports)
          .param("window_symbols", SqlArrays.texts(map(complete, ActionReport::symbol)))
          .param("window_sources", SqlArrays.texts(map(complete, ActionReport::source)))
          .param("from", SqlArrays.texts(map(windows, ActionWindow::from)))
          .param("to", SqlArrays.texts(map(windows, ActionWindow::to)))
          .param("implied_only", SqlArrays.texts(map(windows, ActionWindow::impliedOnly)))
          .update();
    }
    if (reports.stream().allMatch(report -> report.actions().isEmpty())) {
      return;
    }
    keys(UPSERT, reports)
        .param("ranks", SqlArrays.texts(each(reports, (report, action) -> report.rank())))
        .param(
            "values",
            SqlArrays.texts(each(reports, (report, action) -> action.value().toPlainString())))
        .param("others", terms(reports, ActionTerms::otherSymbol))
        .param("cash", terms(reports, terms -> text(terms.cash())))
        .param("cost_shares", terms(reports, terms -> text(terms.costShare())))
        .param(
            "unconfirmed",
            SqlArrays.texts(each(reports, (report, action) -> action.asReported().unconfirmed())))
        .param("now", Timestamp.from(clock.instant()))
        .update();
  }

  private JdbcClient.StatementSpec keys(String sql, Collection<ActionReport> reports) {
    return jdbc.sql(sql)
        .param("symbols", SqlArrays.texts(each(reports, (report, action) -> action.symbol())))
        .param("dates", SqlArrays.texts(each(reports, (report, action) -> action.exDate())))
        .param("kinds", SqlArrays.texts(each(reports, (report, action) -> action.kind())))
        .param("sources", SqlArrays.texts(each(reports, (report, action) -> report.source())));
  }

  private static Stream<ActionWindow> window(ActionReport report) {
    return Stream.ofNullable(report.complete());
  }

  private static <T> List<Object> map(List<T> rows, Function<T, Object> column) {
    return rows.stream().map(column).toList();
  }

  private static List<Object> each(
      Collection<ActionReport> reports, BiFunction<ActionReport, CorporateAction, Object> column) {
    return reports.stream()
        .flatMap(report -> report.actions().stream().map(action -> column.apply(report, action)))
        .toList();
  }

  private static @Nullable String[] terms(
      Collection<ActionReport> reports, Function<ActionTerms, @Nullable Object> column) {
    return SqlArrays.texts(
        reports.stream()
            .flatMap(report -> report.actions().stream())
            .map(action -> column.apply(action.terms()))
            .toList());
  }

  private static @Nullable String text(@Nullable BigDecimal amount) {
    return amount == null ? null : amount.toPlainString();
  }

  /** The actions of symbols with an ex-date between two days, both included. */
  public List<CorporateAction> between(LocalDate from, LocalDate to, Collection<Symbol> symbols) {
    return inForce(from, to, symbols).query(CorporateActionStore::action).list();
  }

  /** Which symbol's bars count on which dates, as it is known of a day. */
  public SymbolLineage lineage(LocalDate day) {
    return SymbolLineage.on(
        day, jdbc.sql(LINEAGE).param("day", day).query(CorporateActionStore::action).list());
  }

  /** The same with their origin; by symbol, ex-date and kind. */
  public List<ActionOrigin> originsBetween(
      LocalDate from, LocalDate to, Collection<Symbol> symbols) {
    return inForce(from, to, symbols)
        .query(
            (row, number) ->
                new ActionOrigin(
                    action(row, number),
                    row.getString("source"),
                    row.getTimestamp("fetched_at").toInstant()))
        .list();
  }

  private JdbcClient.StatementSpec inForce(
      LocalDate from, LocalDate to, Collection<Symbol> symbols) {
    return jdbc.sql(BETWEEN)
        .param("from", from)
        .param("to", to)
        .param("symbols", SqlArrays.texts(symbols));
  }

  /** A row with all columns of an action. */
  public static CorporateAction action(ResultSet row, int number) throws SQLException {
    return new CorporateAction(
        Symbol.of(row.getString("symbol")),
        row.getObject("ex_date", LocalDate.class),
        CorporateAction.Kind.valueOf(row.getString("kind")),
        row.getBigDecimal("value"),
        terms(row),
        row.getBoolean("unconfirmed"));
  }

  /** The columns other_symbol, cash and cost_share of a row. */
  static ActionTerms terms(ResultSet row) throws SQLException {
    String other = row.getString("other_symbol");
    return new ActionTerms(
        other == null ? null : Symbol.of(other),
        row.getBigDecimal("cash"),
        row.getBigDecimal("cost_share"));
  }
}
