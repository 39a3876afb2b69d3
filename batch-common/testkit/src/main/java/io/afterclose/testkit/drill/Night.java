package io.afterclose.testkit.drill;

import java.util.List;

/** A night of one job, as the drills disturb it. */
public interface Night {

  /** The job's name, which is its jar's. */
  String job();

  /** The session whose night is run. */
  String date();

  /** The words of the command line after {@code run --date D}. */
  List<String> options();

  /** The tables at whose writes a fault breaks the night; where none can be written, it fails. */
  List<String> brokenTables();

  /** Puts into an empty database what the night needs. */
  void prepare(DrillDatabase database) throws Exception;
}
