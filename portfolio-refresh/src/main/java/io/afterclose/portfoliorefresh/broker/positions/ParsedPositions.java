package io.afterclose.portfoliorefresh.broker.positions;

import io.afterclose.portfoliorefresh.broker.BrokerFormat;
import io.afterclose.portfoliorefresh.broker.LineError;
import java.time.LocalDate;
import java.util.List;
import java.util.Optional;

/**
 * A positions file as read. It is good as a whole only where there is no error.
 *
 * @param format who wrote it
 * @param day the session of which its positions are; empty if neither it nor its owner says one
 * @param lines its good positions in the order of the file
 * @param cash what it says about cash; empty where it says nothing
 * @param notes what the owner should know about how it was read, each a sentence
 * @param errors every error of every bad line in the order of the file
 */
public record ParsedPositions(
    BrokerFormat format,
    Optional<LocalDate> day,
    List<PositionLine> lines,
    Optional<CashBalance> cash,
    List<String> notes,
    List<LineError> errors) {
  /** Copies. */
  public ParsedPositions {
    lines = List.copyOf(lines);
    notes = List.copyOf(notes);
    errors = List.copyOf(errors);
  }
}
