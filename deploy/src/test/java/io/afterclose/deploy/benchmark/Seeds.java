package io.afterclose.deploy.benchmark;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.SQLException;
import java.util.HashSet;
import java.util.Set;

/** The databases and files that scenarios begin with, each made when it is first asked for. */
final class Seeds {
  private static final String UNANALYZED =
      """
      do $$
      declare name text;
      begin
        for name in select tablename from pg_tables where schemaname = current_schema loop
          execute format('alter table %I set (autovacuum_enabled = false)', name);
        end loop;
      end $$
      """;

  private final BenchmarkServer server;
  private final Path folder;
  private final int sessions;
  private final Set<String> made = new HashSet<>();

  /**
   * @param folder for the files
   * @param sessions of history before {@link SeededMarket#D}
   */
  Seeds(BenchmarkServer server, Path folder, int sessions) {
    this.server = server;
    this.folder = folder;
    this.sessions = sessions;
  }

  SeededMarket market(int symbols) {
    return new SeededMarket(symbols, sessions);
  }

  /** Bars of the history. */
  Path history(int symbols) throws IOException {
    Path file = folder.resolve("history-" + symbols + ".csv");
    if (!Files.exists(file)) {
      market(symbols).writeHistory(file);
    }
    return file;
  }

  /** Bars of the newest session. */
  Path last(int symbols) throws IOException {
    Path file = folder.resolve("last-" + symbols + ".csv");
    if (!Files.exists(file)) {
      market(symbols).writeLast(file);
    }
    return file;
  }

  /** A universe without a price. */
  String universe(int symbols) throws SQLException {
    return make(
        "universe_" + symbols,
        name -> {
          server.create(name);
          try (BenchmarkDatabase database = server.open(name)) {
            market(symbols).storeUniverse(database.connection());
          }
        });
  }

  /** All bars before the newest session; no table has statistics, and none gets them by itself. */
  String unanalyzed(int symbols) throws SQLException {
    return make(
        "unanalyzed_" + symbols,
        name -> {
          server.create(name);
          try (BenchmarkDatabase database = server.open(name)) {
            database.execute(UNANALYZED);
            market(symbols).storeUniverse(database.connection());
            market(symbols).storeHistory(database.connection());
          }
        });
  }

  /** The same with statistics. */
  String analyzed(int symbols) throws SQLException {
    return make(
        "analyzed_" + symbols,
        name -> {
          server.create(name);
          try (BenchmarkDatabase database = server.open(name)) {
            market(symbols).storeUniverse(database.connection());
            market(symbols).storeHistory(database.connection());
            database.execute("vacuum analyze");
          }
        });
  }

  /** All bars, the newest session's among them, and nothing computed. */
  String priced(int symbols) throws SQLException {
    return make(
        "priced_" + symbols,
        name -> {
          server.copy(name, analyzed(symbols));
          try (BenchmarkDatabase database = server.open(name)) {
            market(symbols).storeLast(database.connection());
            database.execute("vacuum analyze");
          }
        });
  }

  /** The night of the newest session is done, by the job itself. */
  String done(int symbols, Job night) throws SQLException {
    return make(
        "done_" + symbols,
        name -> {
          server.copy(name, analyzed(symbols));
          night.run(name);
        });
  }

  /** The same with portfolios. */
  String portfolios(int symbols, SeededPortfolios portfolios, Job night) throws SQLException {
    return make(
        "portfolios_" + portfolios.portfolios() + "_" + portfolios.missing(),
        name -> {
          server.copy(name, done(symbols, night));
          try (BenchmarkDatabase database = server.open(name)) {
            portfolios.store(database, market(symbols));
          }
        });
  }

  /** Removes a database that no later scenario begins with. */
  void forget(String name) throws SQLException {
    if (made.remove(name)) {
      server.drop(name);
    }
  }

  private String make(String name, Maker maker) throws SQLException {
    if (!made.contains(name)) {
      maker.make(name);
      made.add(name);
    }
    return name;
  }

  private interface Maker {
    void make(String name) throws SQLException;
  }

  /** A command on a database. */
  interface Job {
    void run(String database);
  }
}
