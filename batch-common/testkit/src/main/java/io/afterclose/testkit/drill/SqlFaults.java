package io.afterclose.testkit.drill;

import java.util.List;

/** SQL states that a database raises when some tables are inserted into, or updated. */
final class SqlFaults {

  private final DrillDatabase database;
  private final String event;
  private final List<String> tables;

  private SqlFaults(DrillDatabase database, String event, List<String> tables) {
    this.database = database;
    this.event = event;
    this.tables = tables;
  }

  static SqlFaults ofInserts(DrillDatabase database, List<String> tables) {
    return new SqlFaults(database, "insert", tables);
  }

  static SqlFaults ofUpdates(DrillDatabase database, String table) {
    return new SqlFaults(database, "update", List.of(table));
  }

  /** At the n-th write, once: what a sequence gave is not undone. */
  void once(String state, int write) {
    raise("nextval('drill_faults') = " + write, state);
  }

  /** At each write. */
  void always(String state) {
    raise("nextval('drill_faults') > 0", state);
  }

  private void raise(String when, String state) {
    database.execute(
        "create sequence drill_faults",
        "create function drill_fault() returns trigger language plpgsql as $$ begin"
            + " if %s then raise exception 'a drill' using errcode = '%s'; end if;"
                .formatted(when, state)
            + " return null; end $$");
    tables.forEach(
        table ->
            database.execute(
                "create trigger drill_fault before "
                    + event
                    + " on "
                    + table
                    + " for each statement execute function drill_fault()"));
  }

  /** How many writes there were. */
  long writes() {
    return Long.parseLong(
        database
            .texts("select case when is_called then last_value else 0 end from drill_faults")
            .get(0));
  }

  /** None any more. */
  void mend() {
    database.execute("drop function drill_fault cascade", "drop sequence drill_faults");
  }
}
