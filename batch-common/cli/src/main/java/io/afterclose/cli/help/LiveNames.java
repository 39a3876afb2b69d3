package io.afterclose.cli.help;

import io.afterclose.database.connection.Database;
import java.util.List;

/** Names of one kind that a database knows, for a shell that completes them. */
@FunctionalInterface
public interface LiveNames {

  List<String> of(Database database);
}
