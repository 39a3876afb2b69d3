package io.afterclose.market.price;

import io.afterclose.quant.symbol.Symbol;
import java.time.Instant;
import java.time.LocalDate;
import java.util.List;
import javax.sql.DataSource;
import org.springframework.jdbc.core.simple.JdbcClient;

/** What operators decided about prices and actions, and why. */
public final class MarketDataAuditStore {

  private static final String INSERT =
      """
      insert into market_data_audit (command, symbol, first_date, last_date, detail, reason)
      values (:command, :symbol, :first, :last, :detail, :reason)
      """;

  private static final String OF_SYMBOL =
      """
      select made_at, made_by, command, symbol, first_date, last_date, detail, reason
      from market_data_audit where symbol = :symbol order by audit_id
      """;

  /**
   * One decision.
   *
   * @param command such as {@code actions withdraw}
   * @param first the first session or ex-date that it is about
   * @param detail with the values before it
   */
  public record Decision(
      String command,
      Symbol symbol,
      LocalDate first,
      LocalDate last,
      String detail,
      String reason) {}

  /** A decision on record, with when and by which database user it was made. */
  public record Recorded(Instant madeAt, String madeBy, Decision decision) {}

  private final JdbcClient jdbc;

  public MarketDataAuditStore(DataSource dataSource) {
    this.jdbc = JdbcClient.create(dataSource);
  }

  /** Records a decision in the transaction that carries it out. */
  public void record(Decision decision) {
    jdbc.sql(INSERT)
        .param("command", decision.command())
        .param("symbol", decision.symbol().text())
        .param("first", decision.first())
        .param("last", decision.last())
        .param("detail", decision.detail())
        .param("reason", decision.reason())
        .update();
  }

  /** The decisions about a symbol, the oldest first. */
  public List<Recorded> of(Symbol symbol) {
    return jdbc.sql(OF_SYMBOL)
        .param("symbol", symbol.text())
        .query(
            (row, number) ->
                new Recorded(
                    row.getTimestamp("made_at").toInstant(),
                    row.getString("made_by"),
                    new Decision(
                        row.getString("command"),
                        Symbol.of(row.getString("symbol")),
                        row.getObject("first_date", LocalDate.class),
                        row.getObject("last_date", LocalDate.class),
                        row.getString("detail"),
                        row.getString("reason"))))
        .list();
  }
}
