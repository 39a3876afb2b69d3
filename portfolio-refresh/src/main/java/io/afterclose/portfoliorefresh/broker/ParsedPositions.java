package io.afterclose.portfoliorefresh.broker;

import java.util.List;
import java.util.Optional;

/**
 * A positions file as read. It is good as a whole only where there is no error.
 *
 * @param format who wrote it
 * @param lines its good positions in the order of the file
 * @param cash what it says about cash; empty where it says nothing
 * @param notes what the owner should know about how it was read, each a sentence
 * @param errors every error of every bad line in the order of the file
 */
public record ParsedPositions(
    BrokerFormat format,
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
