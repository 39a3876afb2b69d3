package io.afterclose.symbolbatch.session;

import io.afterclose.database.connection.Database;
import io.afterclose.run.history.JobHistoryStore;
import io.afterclose.run.name.JobName;
import io.afterclose.run.outcome.InvalidInputException;
import java.time.LocalDate;

/**
 * Refuses a question about a date that no run was for: no rows are another answer than no night.
 */
public final class NoNight {

  private NoNight() {}

  /**
   * Refuses a date without a run.
   *
   * @throws InvalidInputException where no run of the symbol job was ever for it
   */
  public static void refuse(Database database, LocalDate date) {
    if (new JobHistoryStore(database.dataSource()).ofDate(JobName.SYMBOL_BATCH, date).isEmpty()) {
      throw new InvalidInputException(
          "there was no run of symbol-batch %1$s; 'symbol-batch run --date %1$s' makes it"
              .formatted(date));
    }
  }
}
