package io.afterclose.portfoliorefresh.broker;

import java.io.IOException;
import java.io.Reader;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/**
 * All physical lines of a file.
 *
 * @param lines in their order
 * @param errors of lines that are too long or hold control characters
 */
public record FileText(List<String> lines, List<LineError> errors) {
  private static final String BALANCED_QUOTES =
      "a cell that opens with a double quote to close on the same line, with a separator after it";

  public FileText {
    lines = List.copyOf(lines);
    errors = List.copyOf(errors);
  }

  /**
   * Reads to the end.
   *
   * @throws IOException if the reader fails
   */
  public static FileText read(Reader reader) throws IOException {
    List<String> lines = new ArrayList<>();
    List<LineError> errors = new ArrayList<>();
    CsvLines source = CsvLines.of(reader);
    for (Optional<String> line = source.next(); line.isPresent(); line = source.next()) {
      String text = line.get();
      Optional<String> fault = fault(text);
      int number = lines.size() + 1;
      fault.ifPresent(expected -> errors.add(LineError.quoting(number, "line", text, expected)));
      lines.add(fault.isPresent() ? "" : text);
    }
    return new FileText(lines, errors);
  }

  private static Optional<String> fault(String line) {
    if (line.length() > CsvLines.MAX_LENGTH) {
      return Optional.of("at most " + CsvLines.MAX_LENGTH + " characters in a line");
    }
    return line.chars().anyMatch(FileText::unprintable)
        ? Optional.of("text without control characters")
        : Optional.empty();
  }

  private static boolean unprintable(int character) {
    return Character.isISOControl(character) && !Character.isWhitespace(character);
  }

  /** A line split into cells; empty if its quotes do not match. */
  public Optional<FileLine> line(int index, Separator separator) {
    return separator.cells(lines.get(index)).map(cells -> new FileLine(index + 1, cells));
  }

  /** For a line whose quotes do not match. */
  public LineError unbalanced(int index) {
    return LineError.quoting(index + 1, "line", lines.get(index), BALANCED_QUOTES);
  }
}
