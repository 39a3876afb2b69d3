package io.afterclose.run.history;

/**
 * A log of changes that later computations read, whose rows are purged once all of them have. The
 * job that fills the table names it to its purge command.
 *
 * @param table the log
 * @param key its key, a bigint
 * @param read the view of the rows that are of no use any more: {@code key}, and {@code changed_at}
 */
public record ReadLog(String table, String key, String read) {

  public ReadLog {
    SqlName.check(table);
    SqlName.check(key);
    SqlName.check(read);
  }
}
