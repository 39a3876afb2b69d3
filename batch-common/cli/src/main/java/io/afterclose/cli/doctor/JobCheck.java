package io.afterclose.cli.doctor;

import io.afterclose.database.connection.Database;
import java.util.List;

/** A check of a job's own, made where the schema is current; it changes nothing. */
@FunctionalInterface
public interface JobCheck {

  List<Finding> findings(Database database);
}
