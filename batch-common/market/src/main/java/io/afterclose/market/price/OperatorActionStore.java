package io.afterclose.market.price;

import io.afterclose.database.connection.AdvisoryLock;
import io.afterclose.database.text.SqlArrays;
import io.afterclose.quant.price.ActionTerms;
import io.afterclose.quant.price.CorporateAction;
import io.afterclose.quant.symbol.Symbol;
import java.math.BigDecimal;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Timestamp;
import java.time.Clock;
import java.time.LocalDate;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import javax.sql.DataSource;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.simple.JdbcClient;

/**
 * What operators say of corporate actions, beside what the sources report. An operator's statement
 * is in force whatever a source reports, and no source withdraws it.
 */
public final class OperatorActionStore {

  private static final String REPORTS =
      """
      select r.symbol, r.ex_date, r.kind, r.source, trim_scale(r.value) as value,
        r.other_symbol, trim_scale(r.cash) as cash, trim_scale(r.cost_share) as cost_share,
        r.unconfirmed, r.reported_at,
        row_number() over (
          partition by r.symbol, r.ex_date, r.kind order by r.rank, r.reported_at desc, r.source) = 1
          and (r.value is null or exists (
            select from corporate_actions a
            where a.symbol = r.symbol and a.ex_date = r.ex_date and a.kind = r.kind)) as in_force
      from corporate_action_reports r
      where r.ex_date between :from and :to
        and (cardinality(cast(:symbols as text[])) = 0 or r.symbol = any (:symbols))
      order by r.symbol collate "C", r.ex_date, r.kind, r.rank, r.source
      """;

  private static final String STATED =
      """
      select r.symbol, r.ex_date, r.kind, r.source, trim_scale(r.value) as value,
        r.other_symbol, trim_scale(r.cash) as cash, trim_scale(r.cost_share) as cost_share,
        r.unconfirmed, r.reported_at, true as in_force
      from corporate_action_reports r
      where r.source = 'operator' and r.ex_date between :from and :to
      """;

  private static final String STATE =
      """
      insert into corporate_action_reports as r
        (symbol, ex_date, kind, source, rank, value, other_symbol, cash, cost_share, reported_at)
      values (:symbol, :date, :kind, :source, 0, cast(:value as numeric), cast(:other as text),
        cast(:cash as numeric), cast(:cost_share as numeric), :now)
      on conflict (symbol, ex_date, kind, source) do update set
        value = excluded.value, other_symbol = excluded.other_symbol, cash = excluded.cash,
        cost_share = excluded.cost_share, reported_at = excluded.reported_at
      """;

  private static final String RETRACT =
      """
      delete from corporate_action_reports
      where symbol = :symbol and ex_date = :date and kind = :kind and source = :source
      """;

  private final JdbcClient jdbc;
  private final Clock clock;

  public OperatorActionStore(DataSource dataSource, Clock clock) {
    this.jdbc = JdbcClient.create(dataSource);
    this.clock = clock;
  }

  /**
   * What all sources report between two ex-dates, both included; the report in force first.
   *
   * @param symbols empty for all
   */
  public List<ReportedAction> reports(LocalDate from, LocalDate to, Collection<Symbol> symbols) {
    return jdbc.sql(REPORTS)
        .param("from", from)
        .param("to", to)
        .param("symbols", SqlArrays.texts(symbols))
        .query(OperatorActionStore::reported)
        .list();
  }

  /** What operators state between two ex-dates, both included, of whatever symbol. */
  public Map<Symbol, List<ReportedAction>> stated(LocalDate from, LocalDate to) {
    return jdbc
        .sql(STATED)
        .param("from", from)
        .param("to", to)
        .query(OperatorActionStore::reported)
        .list()
        .stream()
        .collect(Collectors.groupingBy(ReportedAction::symbol));
  }

  private static ReportedAction reported(ResultSet row, int number) throws SQLException {
    return new ReportedAction(
        Symbol.of(row.getString("symbol")),
        row.getObject("ex_date", LocalDate.class),
        CorporateAction.Kind.valueOf(row.getString("kind")),
        row.getString("source"),
        row.getBigDecimal("value"),
        CorporateActionStore.terms(row),
        row.getBoolean("unconfirmed"),
        row.getBoolean("in_force"),
        row.getTimestamp("reported_at").toInstant());
  }

  /** States an action. To be called in a transaction. */
  public void state(CorporateAction action) {
    state(action.symbol(), action.exDate(), action.kind(), action.value(), action.terms());
  }

  /** States that there was no action of a kind on a day. To be called in a transaction. */
  public void deny(Symbol symbol, LocalDate exDate, CorporateAction.Kind kind) {
    state(symbol, exDate, kind, null, ActionTerms.NONE);
  }

  private void state(
      Symbol symbol,
      LocalDate exDate,
      CorporateAction.Kind kind,
      @Nullable BigDecimal value,
      ActionTerms terms) {
    Symbol other = terms.otherSymbol();
    key(STATE, symbol, exDate, kind)
        .param("value", value)
        .param("other", other == null ? null : other.text())
        .param("cash", terms.cash())
        .param("cost_share", terms.costShare())
        .param("now", Timestamp.from(clock.instant()))
        .update();
  }

  /** Takes back what was stated, so that the sources' reports count again. */
  public void retract(Symbol symbol, LocalDate exDate, CorporateAction.Kind kind) {
    key(RETRACT, symbol, exDate, kind).update();
  }

  private JdbcClient.StatementSpec key(
      String sql, Symbol symbol, LocalDate exDate, CorporateAction.Kind kind) {
    jdbc.sql(CorporateActionStore.ONE_WRITER)
        .param("key", AdvisoryLock.key(CorporateActionStore.LOCK))
        .query(row -> {});
    return jdbc.sql(sql)
        .param("symbol", symbol.text())
        .param("date", exDate)
        .param("kind", kind.name())
        .param("source", OperatorPriceStore.SOURCE);
  }
}
