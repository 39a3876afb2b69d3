package io.afterclose.database.embedded;

import io.afterclose.database.address.PostgresLogin;
import io.afterclose.database.address.PostgresUrl;
import io.afterclose.database.server.ServerConnections;
import java.io.IOException;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** Asks the server that postmaster.pid names whether it serves, and whether it is ours. */
final class EmbeddedPing {
  private static final Map<String, String> SHORT_WAITS =
      Map.of("connectTimeout", "5", "loginTimeout", "10", "socketTimeout", "10");

  private EmbeddedPing() {}

  /** The address, if the server answers now and the product's database is there. */
  static Optional<PostgresUrl> ready(EmbeddedFolder folder) {
    return running(folder).flatMap(file -> ready(folder, file));
  }

  private static Optional<PostgresUrl> ready(EmbeddedFolder folder, PostmasterFile file) {
    return folder
        .password()
        .map(password -> url(file.port(), password, EmbeddedFolder.DATABASE, Map.of()))
        .filter(url -> answers(folder, file, EmbeddedFolder.DATABASE));
  }

  /** The server's version, if it answers now. */
  static Optional<String> version(EmbeddedFolder folder) {
    return running(folder).flatMap(file -> ask(folder, file, "postgres", "show server_version"));
  }

  /** Whether the server takes sessions; its database may be missing still. */
  static boolean serves(EmbeddedFolder folder) {
    return running(folder).filter(file -> answers(folder, file, "postgres")).isPresent();
  }

  static void createDatabase(EmbeddedFolder folder) {
    PostmasterFile file = running(folder).orElseThrow();
    ask(folder, file, "postgres", "create database " + EmbeddedFolder.DATABASE);
  }

  private static Optional<PostmasterFile> running(EmbeddedFolder folder) {
    return PostmasterFile.read(folder).filter(file -> file.port() > 0);
  }

  /** Another server may have come to the port of one that was killed. */
  private static boolean answers(EmbeddedFolder folder, PostmasterFile file, String database) {
    return ask(folder, file, database, "show data_directory")
        .filter(data -> sameFolder(Path.of(data), folder.data()))
        .isPresent();
  }

  private static boolean sameFolder(Path first, Path second) {
    try {
      return first.toRealPath().equals(second.toRealPath());
    } catch (IOException e) {
      return false;
    }
  }

  private static Optional<String> ask(
      EmbeddedFolder folder, PostmasterFile file, String database, String sql) {
    String password = folder.password().orElse("");
    PostgresUrl url = url(file.port(), password, database, SHORT_WAITS);
    try (Connection connection = new ServerConnections(url, "afterclose ping").getConnection();
        Statement statement = connection.createStatement()) {
      boolean rows = statement.execute(sql);
      try (ResultSet result = statement.getResultSet()) {
        return rows && result.next() ? Optional.of(result.getString(1)) : Optional.of("");
      }
    } catch (SQLException e) {
      return Optional.empty();
    }
  }

  private static PostgresUrl url(
      int port, String password, String database, Map<String, String> parameters) {
    return PostgresUrl.of(
        "The embedded database",
        List.of("127.0.0.1:" + port),
        Optional.of(database),
        new PostgresLogin(Optional.of(EmbeddedFolder.USER), Optional.of(password)),
        parameters);
  }
}
