package io.afterclose.portfolio.position;

import java.util.Set;
import javax.sql.DataSource;
import org.springframework.jdbc.core.simple.JdbcClient;

/** The names that brokers and callers gave to what is recorded. */
public final class TradeReferenceStore {

  private static final String RECORDED =
      """
      select entry_reference as reference from positions
      where portfolio_id = :portfolio and deleted_at is null and entry_reference is not null
      union
      select exit_reference from positions
      where portfolio_id = :portfolio and deleted_at is null and exit_reference is not null
      union
      select reference from cash_movements
      where portfolio_id = :portfolio and reference is not null
      """;

  private final JdbcClient jdbc;

  public TradeReferenceStore(DataSource dataSource) {
    this.jdbc = JdbcClient.create(dataSource);
  }

  /** Those of a portfolio's entries, exits and cash rows; a deleted lot has none. */
  public Set<String> recorded(Portfolio portfolio) {
    return jdbc.sql(RECORDED)
        .param("portfolio", portfolio.id())
        .query((row, number) -> row.getString("reference"))
        .set();
  }
}
