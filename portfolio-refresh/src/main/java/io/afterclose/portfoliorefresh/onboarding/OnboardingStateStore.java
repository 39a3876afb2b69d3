package io.afterclose.portfoliorefresh.onboarding;

import io.afterclose.portfolio.position.KeyRange;
import io.afterclose.portfolio.position.Portfolio;
import io.afterclose.quant.symbol.Symbol;
import java.time.Instant;
import java.util.List;
import javax.sql.DataSource;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.simple.JdbcClient;

/** Portfolios, and what waits in the queue. */
final class OnboardingStateStore {

  private static final String PORTFOLIOS =
      """
      select portfolio_id, name from portfolios
      where deleted_at is null and portfolio_id between :from and :to
      order by name collate "C"
      """;

  private static final String QUEUE =
      """
      select q.symbol, q.status, q.attempts, q.source, q.reason, q.requested_at, q.updated_at,
        (select count(distinct p.portfolio_id) from positions p
         join portfolios f on f.portfolio_id = p.portfolio_id
         where p.symbol = q.symbol and p.deleted_at is null and f.deleted_at is null) as portfolios
      from symbol_onboarding_queue q
      where :all or q.status <> 'COMPLETED'
      order by q.requested_at, q.symbol collate "C"
      """;

  /**
   * A row of the queue.
   *
   * @param attempts how many were made since it was asked for
   * @param source who asked
   * @param portfolios how many have a position in the symbol
   */
  record Queued(
      Symbol symbol,
      String status,
      int attempts,
      String source,
      @Nullable String reason,
      Instant requested,
      Instant updated,
      long portfolios) {}

  private final JdbcClient jdbc;

  OnboardingStateStore(DataSource dataSource) {
    this.jdbc = JdbcClient.create(dataSource);
  }

  /** The portfolios of a range by name. */
  List<Portfolio> portfolios(KeyRange range) {
    return jdbc.sql(PORTFOLIOS)
        .param("from", range.from())
        .param("to", range.to())
        .query(
            (row, number) -> Portfolio.stored(row.getLong("portfolio_id"), row.getString("name")))
        .list();
  }

  /**
   * The queue, the oldest request first.
   *
   * @param all also what is completed
   */
  List<Queued> queue(boolean all) {
    return jdbc.sql(QUEUE)
        .param("all", all)
        .query(
            (row, number) ->
                new Queued(
                    Symbol.of(row.getString("symbol")),
                    row.getString("status"),
                    row.getInt("attempts"),
                    row.getString("source"),
                    row.getString("reason"),
                    row.getTimestamp("requested_at").toInstant(),
                    row.getTimestamp("updated_at").toInstant(),
                    row.getLong("portfolios")))
        .list();
  }
}
