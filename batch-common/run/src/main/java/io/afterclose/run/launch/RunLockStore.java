package io.afterclose.run.launch;

import io.afterclose.run.JobName;
import java.time.LocalDate;
import javax.sql.DataSource;
import org.springframework.jdbc.core.simple.JdbcClient;

/** Who is at work, told by the locks that runs hold: what died holds none, whatever is recorded. */
public final class RunLockStore {

  /** A key of 64 bits shows as its two halves, with 1 as the third number. */
  private static final String HELD =
      """
      select exists (
        select 1 from pg_locks
        where locktype = 'advisory' and granted and objsubid = 1
          and database = (select oid from pg_database where datname = current_database())
          and (classid::bigint << 32) | objid::bigint = :key)
      """;

  private final JdbcClient jdbc;

  public RunLockStore(DataSource dataSource) {
    this.jdbc = JdbcClient.create(dataSource);
  }

  /** Whether a process is running a job for a date and scope now. */
  public boolean held(JobName job, LocalDate date, String scope) {
    return jdbc.sql(HELD).param("key", RunLock.key(job, date, scope)).query(Boolean.class).single();
  }
}
