package io.afterclose.market.price;

import io.afterclose.quant.price.CorporateAction;
import io.afterclose.quant.symbol.Symbol;
import java.sql.Timestamp;
import java.time.Clock;
import java.time.LocalDate;
import java.util.Collection;
import java.util.List;
import javax.sql.DataSource;
import org.springframework.jdbc.core.JdbcTemplate;

/** Splits, dividends and implied amounts as stored. */
public final class CorporateActionStore {

  /** Implied amounts follow 32-bit closes, so a difference below 1e-6 is noise there too. */
  private static final String UPSERT =
      """
      insert into corporate_actions as a (symbol, ex_date, kind, value, source, fetched_at)
      values (?, ?, ?, ?, ?, ?)
      on conflict (symbol, ex_date, kind) do update set
        value = excluded.value, source = excluded.source, fetched_at = excluded.fetched_at
      where abs(a.value - excluded.value) > 0.000001 * greatest(abs(a.value), 1)
      """;

  private static final String LOG =
      """
      insert into market_data_changes (symbol, first_date, kind, changed_at)
      values (?, ?, 'ACTION', ?)
      """;

  private static final String BETWEEN =
      """
      select symbol, ex_date, kind, trim_scale(value) as value from corporate_actions
      where ex_date between ? and ? and symbol = any (?)
      order by symbol collate "C", ex_date, kind
      """;

  private final JdbcTemplate jdbc;
  private final Clock clock;

  public CorporateActionStore(DataSource dataSource, Clock clock) {
    this.jdbc = new JdbcTemplate(dataSource);
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
          jdbc.update(
              UPSERT,
              action.symbol().text(),
              action.exDate(),
              action.kind().name(),
              action.value(),
              source,
              now);
      if (changed > 0 && action.kind() != CorporateAction.Kind.IMPLIED) {
        jdbc.update(LOG, action.symbol().text(), action.exDate(), now);
      }
    }
  }

  /** The actions of symbols with an ex-date between two days, both included. */
  public List<CorporateAction> between(LocalDate from, LocalDate to, Collection<Symbol> symbols) {
    return jdbc.query(
        BETWEEN,
        (row, number) ->
            new CorporateAction(
                Symbol.of(row.getString("symbol")),
                row.getObject("ex_date", LocalDate.class),
                CorporateAction.Kind.valueOf(row.getString("kind")),
                row.getBigDecimal("value")),
        from,
        to,
        symbols.stream().map(Symbol::text).toArray(String[]::new));
  }

  private static int byKey(CorporateAction one, CorporateAction other) {
    int bySymbol = one.symbol().compareTo(other.symbol());
    return bySymbol != 0 ? bySymbol : one.exDate().compareTo(other.exDate());
  }
}
