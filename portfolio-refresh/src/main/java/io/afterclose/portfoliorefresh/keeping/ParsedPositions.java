package io.afterclose.portfoliorefresh.keeping;

import java.util.List;

/** A positions file as read: all of its lines, or every reason why none is taken. */
sealed interface ParsedPositions {
  /**
   * The whole file is good.
   *
   * @param lines its positions in the order of the file, at least one
   */
  record Accepted(List<PositionLine> lines) implements ParsedPositions {
    /** Copies. */
    public Accepted {
      lines = List.copyOf(lines);
    }
  }

  /**
   * Nothing is taken.
   *
   * @param errors every error of every bad line in the order of the file, at least one
   */
  record Refused(List<LineError> errors) implements ParsedPositions {
    /** Copies. */
    public Refused {
      errors = List.copyOf(errors);
    }
  }
}
