package io.afterclose.market.price;

import io.afterclose.database.text.SqlArrays;
import io.afterclose.quant.price.CorporateAction;
import io.afterclose.quant.symbol.Symbol;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Timestamp;
import java.time.Clock;
import java.time.LocalDate;
import java.util.Collection;
import java.util.List;
import javax.sql.DataSource;
import org.springframework.jdbc.core.simple.JdbcClient;

/** Splits, dividends and implied amounts as stored. */
public final class CorporateActionStore {

  /** Implied amounts follow 32-bit closes, so a difference below 1e-6 is noise there too. */
  private static final String UPSERT =
      """
      insert into corporate_actions as a (symbol, ex_date, kind, value, source, fetched_at)
      values (:symbol, :date, :kind, :value, :source, :now)
      on conflict (symbol, ex_date, kind) do update set
        value = excluded.value, source = excluded.source, fetched_at = excluded.fetched_at
      where abs(a.value - excluded.value) > 0.000001 * greatest(abs(a.value), 1)
      """;

  private static final String LOG =
      """
      insert into market_data_changes (symbol, first_date, kind, changed_at)
      values (:symbol, :date, 'ACTION', :now)
      """;

  /** A split or dividend takes the place of an implied amount of its day. */
  private static final String BETWEEN =
      """
      select a.symbol, a.ex_date, a.kind, trim_scale(a.value) as value
      from corporate_actions a
      where a.ex_date between :from and :to and a.symbol = any (:symbols)
        and (a.kind <> 'IMPLIED' or not exists (
          select from corporate_actions known
          where known.symbol = a.symbol and known.ex_date = a.ex_date and known.kind <> 'IMPLIED'))
      order by a.symbol collate "C", a.ex_date, a.kind
      """;

  private final JdbcClient jdbc;
  private final Clock clock;

  public CorporateActionStore(DataSource dataSource, Clock clock) {
    this.jdbc = JdbcClient.create(dataSource);
    this.clock = clock;
  }

  /**
   * Stores actions; a new or different split or dividend is logged with its ex-date, since values
   * of portfolios from then on depend on it. Implied amounts serve returns only.
   */
  public void save(Collection<CorporateAction> actions, String source) {
    Timestamp now = Timestamp.from(clock.instant());
    for (CorporateAction action : actions.stream().sorted(CorporateActionStore::byKey).toList()) {
      int changed =
          jdbc.sql(UPSERT)
              .param("symbol", action.symbol().text())
              .param("date", action.exDate())
              .param("kind", action.kind().name())
              .param("value", action.value())
              .param("source", source)
              .param("now", now)
              .update();
      if (changed > 0 && action.kind() != CorporateAction.Kind.IMPLIED) {
        log(action, now);
      }
    }
  }

  private void log(CorporateAction action, Timestamp now) {
    jdbc.sql(LOG)
        .param("symbol", action.symbol().text())
        .param("date", action.exDate())
        .param("now", now)
        .update();
  }

  /** The actions of symbols with an ex-date between two days, both included. */
  public List<CorporateAction> between(LocalDate from, LocalDate to, Collection<Symbol> symbols) {
    return jdbc.sql(BETWEEN)
        .param("from", from)
        .param("to", to)
        .param("symbols", SqlArrays.texts(symbols))
        .query(CorporateActionStore::action)
        .list();
  }

  /** A row with the columns symbol, ex_date, kind and value. */
  public static CorporateAction action(ResultSet row, int number) throws SQLException {
    return new CorporateAction(
        Symbol.of(row.getString("symbol")),
        row.getObject("ex_date", LocalDate.class),
        CorporateAction.Kind.valueOf(row.getString("kind")),
        row.getBigDecimal("value"));
  }

  private static int byKey(CorporateAction first, CorporateAction second) {
    int bySymbol = first.symbol().compareTo(second.symbol());
    return bySymbol != 0 ? bySymbol : first.exDate().compareTo(second.exDate());
  }
}
