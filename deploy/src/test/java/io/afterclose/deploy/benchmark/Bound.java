package io.afterclose.deploy.benchmark;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.SQLException;
import java.util.List;

/**
 * The plainest program for the rows of a scenario: what a job cannot be faster than without doing
 * less in the database. Rows go into the product's own tables with their keys, checks and triggers.
 */
sealed interface Bound {

  /** There is none. */
  record None() implements Bound {}

  /**
   * Binary COPY out of what is read, and binary COPY in of the rows that the job wrote.
   *
   * @param reads queries
   */
  record Copies(List<String> reads) implements Bound {}

  /** SQL that makes the rows. */
  record Statements(List<String> sql) implements Bound {}

  /**
   * Rows that a job writes.
   *
   * @param condition which of the table
   */
  record Rows(String table, String condition) {

    String query() {
      return "select * from " + table + " where " + condition;
    }

    Path file(Path folder) {
      return folder.resolve(table + ".rows");
    }
  }

  /** Keeps what a job wrote for {@link #seconds}. @return how many rows */
  static long keep(BenchmarkDatabase written, List<Rows> rows, Path folder)
      throws SQLException, IOException {
    long count = 0;
    for (Rows some : rows) {
      count += written.save(some.query(), some.file(folder));
    }
    return count;
  }

  /** Works in a database that is as it was before the job. */
  default double seconds(BenchmarkDatabase database, List<Rows> rows, Path folder)
      throws SQLException, IOException {
    long begin = System.nanoTime();
    if (this instanceof Copies copies) {
      for (String read : copies.reads()) {
        database.read(read);
      }
      for (Rows some : rows) {
        database.load(some.table(), some.file(folder));
      }
    } else if (this instanceof Statements statements) {
      for (String sql : statements.sql()) {
        database.execute(sql);
      }
    }
    return (System.nanoTime() - begin) / 1e9;
  }

  /** Removes what {@link #keep} left. */
  static void forget(List<Rows> rows, Path folder) throws IOException {
    for (Rows some : rows) {
      Files.deleteIfExists(some.file(folder));
    }
  }
}
