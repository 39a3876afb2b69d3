package io.afterclose.portfoliorefresh.gap;

import java.time.LocalDate;
import javax.sql.DataSource;
import org.springframework.jdbc.core.simple.JdbcClient;

/** How many portfolios a night should have made a snapshot for, and how many have one. */
final class NightStore {

  private static final String NIGHT =
      """
      select count(*) as held, count(*) filter (where exists (
        select from portfolio_snapshots s
        where s.portfolio_id = f.portfolio_id and s.snapshot_date = :session)) as written
      from portfolios f
      where f.deleted_at is null and exists (
        select from positions p
        where p.portfolio_id = f.portfolio_id and p.deleted_at is null
          and p.entry_date <= :session and (p.exit_date is null or p.exit_date > :session)
          and (p.investment_class <> 'OPTIONS'
            or coalesce(day_after_expiry(p.symbol) > :session, true)))
      """;

  private final JdbcClient jdbc;

  NightStore(DataSource dataSource) {
    this.jdbc = JdbcClient.create(dataSource);
  }

  /**
   * A night's portfolios.
   *
   * @param held those that hold something at the close of the session
   * @param written those of them with a snapshot of it
   */
  record Night(long held, long written) {}

  Night night(LocalDate session) {
    return jdbc.sql(NIGHT)
        .param("session", session)
        .query((row, number) -> new Night(row.getLong("held"), row.getLong("written")))
        .single();
  }
}
