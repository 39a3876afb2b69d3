package io.afterclose.market.universe;

import io.afterclose.database.text.SqlArrays;
import io.afterclose.quant.symbol.Symbol;
import java.sql.Timestamp;
import java.time.Clock;
import java.util.Collection;
import java.util.List;
import javax.sql.DataSource;
import org.springframework.jdbc.core.simple.JdbcClient;

/** Unknown symbols of imports, which wait for their first price. */
public final class OnboardingQueueStore {

  private static final String ENQUEUE_UNKNOWN =
      """
      insert into symbol_onboarding_queue (symbol, status, requested_at, updated_at)
      select u.symbol, 'PENDING', :now, :now
      from unnest(cast(:symbols as text[])) as u(symbol)
      where not exists (select 1 from symbol_universe k where k.symbol = u.symbol)
        and not exists (select 1 from market_data_cache m where m.symbol = u.symbol)
      on conflict (symbol) do nothing
      """;

  private static final String COMPLETE =
      """
      update symbol_onboarding_queue set status = 'COMPLETED', updated_at = :now
      where status in ('PENDING', 'PROCESSING') and symbol = any (:symbols)
      """;

  private static final String UNFINISHED =
      """
      select symbol from symbol_onboarding_queue
      where status in ('PENDING', 'PROCESSING') order by symbol collate "C"
      """;

  private final JdbcClient jdbc;
  private final Clock clock;

  public OnboardingQueueStore(DataSource dataSource, Clock clock) {
    this.jdbc = JdbcClient.create(dataSource);
    this.clock = clock;
  }

  /** Queues those of the symbols that are unknown yet; returns how many. */
  public int enqueueUnknown(Collection<Symbol> symbols) {
    return statement(ENQUEUE_UNKNOWN, symbols).update();
  }

  /** Closes the rows of symbols that have been priced. */
  public void complete(Collection<Symbol> priced) {
    statement(COMPLETE, priced).update();
  }

  private JdbcClient.StatementSpec statement(String sql, Collection<Symbol> symbols) {
    return jdbc.sql(sql)
        .param("now", Timestamp.from(clock.instant()))
        .param("symbols", SqlArrays.texts(symbols));
  }

  /** The symbols that still wait or are being worked on, by symbol. */
  public List<Symbol> unfinished() {
    return jdbc.sql(UNFINISHED).query((row, number) -> Symbol.of(row.getString("symbol"))).list();
  }
}
