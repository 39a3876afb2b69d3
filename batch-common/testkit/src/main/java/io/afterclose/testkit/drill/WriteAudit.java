package io.afterclose.testkit.drill;

import java.util.List;
import org.springframework.jdbc.core.JdbcTemplate;

/**
 * The writers of the data tables, statement by statement, by triggers. Each process of a drill has
 * a name of its own, so that two that write in turns are found out.
 */
final class WriteAudit {

  private static final String RECORD =
      """
      create table drill_writes (
        number bigint generated always as identity, writer text not null, table_name text not null);
      create function drill_write() returns trigger language plpgsql as $$ begin
        insert into drill_writes (writer, table_name)
        values (current_setting('application_name'), tg_table_name);
        return null;
      end $$
      """;

  private static final String TABLES =
      "select tablename from pg_tables where schemaname = current_schema()";

  /** Rows in the order of their numbers, one for each time the writer changes. */
  private static final String TURNS =
      """
      select writer from (
        select number, writer, lag(writer) over (order by number) as before from drill_writes) w
      where before is distinct from writer
      order by number
      """;

  private WriteAudit() {}

  static void begin(JdbcTemplate database) {
    database.execute(RECORD);
    database.queryForList(TABLES, String.class).stream()
        .filter(CanonicalDump.kept())
        .forEach(
            table ->
                database.execute(
                    "create trigger drill_write after insert or update or delete on "
                        + table
                        + " for each statement execute function drill_write()"));
  }

  /** The writers in the order of their turns; one that appears twice wrote beside another. */
  static List<String> turns(JdbcTemplate database) {
    return database.queryForList(TURNS, String.class);
  }
}
