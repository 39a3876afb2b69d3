package io.afterclose.database.embedded;

import io.afterclose.database.address.DatabaseSettings;
import io.afterclose.database.connection.Database;
import io.afterclose.database.schema.Schema;
import java.nio.file.Path;

/** Opens the embedded database of a home, brings it up to date and prints the server's process. */
final class OpenAndPrint {
  private OpenAndPrint() {}

  public static void main(String[] arguments) {
    Path home = Path.of(arguments[0]);
    try (Database database = Database.open(new DatabaseSettings.Embedded(home), "child")) {
      Schema.ensureCurrent(database);
      System.out.println(EmbeddedPostgres.status(home).pid().orElseThrow());
    }
  }
}
