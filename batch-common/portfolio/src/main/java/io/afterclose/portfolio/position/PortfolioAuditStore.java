package io.afterclose.portfolio.position;

import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.LocalDateTime;
import java.util.List;
import java.util.Optional;
import javax.sql.DataSource;
import org.springframework.jdbc.core.simple.JdbcClient;

/** Who changed what of a portfolio, and why; the rows are written by triggers. */
public final class PortfolioAuditStore {

  private static final String STATE =
      """
      select set_config('afterclose.command', :command, true) as command,
        set_config('afterclose.reason', :reason, true) as reason
      """;

  /** Keys and the times of writing are left out of the values: they are columns of their own. */
  private static final String OF_PORTFOLIO =
      """
      select a.made_at at time zone 'UTC' as made_utc, a.made_by, a.command, a.subject, a.action,
        a.reason, d.before, d.after,
        case a.subject
          when 'PORTFOLIO' then coalesce(a.after, a.before) ->> 'name'
          when 'POSITION' then
            concat(coalesce(a.after, a.before) ->> 'symbol', '@',
              coalesce(a.after, a.before) ->> 'entry_date', '#', a.row_key)
          when 'CASH' then a.row_key::text
          else
            coalesce(
              (select concat(p.symbol, '@', p.entry_date, '#', p.position_id)
                from positions p where p.position_id = a.row_key),
              a.row_key::text)
        end as row_name
      from portfolio_audit a
      cross join lateral (
        select
          string_agg(concat(v.key, '=', v.was), ' ' order by v.key)
            filter (where a.before is not null and (a.after is not null or v.was is not null))
            as before,
          string_agg(concat(v.key, '=', v.since), ' ' order by v.key)
            filter (where a.after is not null and (a.before is not null or v.since is not null))
            as after
        from (
          select k.key, a.before -> k.key as row_before, a.after -> k.key as row_after,
            case when jsonb_typeof(a.before -> k.key) = 'number'
              then trim_scale((a.before ->> k.key)::numeric)::text else a.before ->> k.key end as was,
            case when jsonb_typeof(a.after -> k.key) = 'number'
              then trim_scale((a.after ->> k.key)::numeric)::text else a.after ->> k.key end as since
          from jsonb_object_keys(coalesce(a.before, '{}') || coalesce(a.after, '{}')) as k (key)
        ) v
        where v.row_before is distinct from v.row_after
          and v.key not in ('created_at', 'recorded_at', 'portfolio_id')
          and not (v.key = 'position_id' and a.subject in ('POSITION', 'VALUATION'))
          and not (v.key = 'movement_id' and a.subject = 'CASH')
      ) d
      where a.portfolio_id = :portfolio
      order by a.audit_id
      """;

  private static final String FORMER_NAMES =
      """
      select before ->> 'name' as name from portfolio_audit
      where portfolio_id = :portfolio and subject = 'PORTFOLIO' and before ->> 'name' <> after ->> 'name'
      group by before ->> 'name' order by min(audit_id)
      """;

  private final JdbcClient jdbc;

  public PortfolioAuditStore(DataSource dataSource) {
    this.jdbc = JdbcClient.create(dataSource);
  }

  /**
   * Names what the changes of this transaction are made by, and why.
   *
   * @param command such as {@code position close}
   * @param reason empty where none was given
   */
  public void state(String command, Optional<String> reason) {
    jdbc.sql(STATE)
        .param("command", command)
        .param("reason", reason.orElse(""))
        .query((row, number) -> row.getString("command"))
        .single();
  }

  /** The changes of a portfolio, deleted or not, the oldest first. */
  public List<AuditedChange> of(long portfolioId) {
    return jdbc.sql(OF_PORTFOLIO)
        .param("portfolio", portfolioId)
        .query((row, number) -> change(row))
        .list();
  }

  /** The names that a portfolio had before, the oldest first. */
  public List<String> formerNames(long portfolioId) {
    return jdbc.sql(FORMER_NAMES)
        .param("portfolio", portfolioId)
        .query((row, number) -> Portfolio.stored(portfolioId, row.getString("name")).name())
        .list();
  }

  private static AuditedChange change(ResultSet row) throws SQLException {
    return new AuditedChange(
        row.getObject("made_utc", LocalDateTime.class),
        row.getString("made_by"),
        row.getString("command"),
        row.getString("subject"),
        row.getString("row_name"),
        row.getString("action"),
        row.getString("before"),
        row.getString("after"),
        row.getString("reason"));
  }
}
