package io.afterclose.portfoliorefresh.broker.activity;

import io.afterclose.portfoliorefresh.broker.BrokerFormat;
import io.afterclose.portfoliorefresh.broker.LineError;
import java.util.List;

/**
 * An activity file as read. It is good as a whole only where there is no error.
 *
 * @param format who wrote it
 * @param lines its good lines in the order in which they happened; of one day what opens lots comes
 *     before what closes them
 * @param notes what the owner should know about how it was read, each a sentence
 * @param errors every error of every bad line in the order of the file
 */
public record ParsedActivities(
    BrokerFormat format, List<ActivityLine> lines, List<String> notes, List<LineError> errors) {
  /** Copies. */
  public ParsedActivities {
    lines = List.copyOf(lines);
    notes = List.copyOf(notes);
    errors = List.copyOf(errors);
  }
}
