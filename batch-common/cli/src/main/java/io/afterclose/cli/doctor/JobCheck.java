package io.afterclose.cli.doctor;

import io.afterclose.database.connection.Database;
import java.time.LocalDate;
import java.util.List;

/** A check of a job's own, made where the schema is current; it changes nothing. */
@FunctionalInterface
public interface JobCheck {

  /**
   * What it found.
   *
   * @param due the newest session whose night should be over
   */
  List<Finding> findings(Database database, LocalDate due);
}
