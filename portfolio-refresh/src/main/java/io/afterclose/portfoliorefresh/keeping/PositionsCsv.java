package io.afterclose.portfoliorefresh.keeping;

import io.afterclose.cli.input.CsvTable;
import io.afterclose.portfoliorefresh.keeping.ParsedPositions.Accepted;
import io.afterclose.portfoliorefresh.keeping.ParsedPositions.Refused;
import java.io.IOException;
import java.io.Reader;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * Reads a file of positions: comma-separated, a header in any order and case with symbol, quantity,
 * entry_date, entry_price and, if wanted, quantity_as_of, investment_class, position_type,
 * multiplier, exit_date, exit_price. Lines without any text are passed over. A cell does not span
 * lines.
 */
final class PositionsCsv {
  private static final String BALANCED_QUOTES =
      "a cell that opens with a double quote to close on the same line, with a comma after it";

  private final List<PositionLine> lines = new ArrayList<>();
  private final List<LineError> errors = new ArrayList<>();
  private @Nullable Header header;

  private PositionsCsv() {}

  /**
   * The positions of the file, or every error of every line.
   *
   * @throws IOException if the reader fails
   */
  public static ParsedPositions parse(Reader reader) throws IOException {
    PositionsCsv file = new PositionsCsv();
    int last = file.readAll(CsvLines.of(reader));
    return file.result(last);
  }

  /** Reads until the end or a bad header, below which no line can be understood. */
  private int readAll(CsvLines source) throws IOException {
    int lineNumber = 0;
    Optional<String> line = source.next();
    for (; line.isPresent() && understood(); line = source.next()) {
      lineNumber++;
      read(lineNumber, line.get());
    }
    return lineNumber;
  }

  private boolean understood() {
    return header == null ? errors.isEmpty() : header.errors().isEmpty();
  }

  private void read(int lineNumber, String line) {
    if (line.length() > CsvLines.MAX_LENGTH) {
      refuse(lineNumber, line, "at most " + CsvLines.MAX_LENGTH + " characters in a line");
    } else if (line.chars().anyMatch(PositionsCsv::unprintable)) {
      refuse(lineNumber, line, "text without control characters");
    } else {
      readCells(lineNumber, line);
    }
  }

  private static boolean unprintable(int character) {
    return Character.isISOControl(character) && !Character.isWhitespace(character);
  }

  private void readCells(int lineNumber, String line) {
    CsvTable.cells(line)
        .ifPresentOrElse(
            cells -> {
              if (!cells.stream().allMatch(String::isEmpty)) {
                read(lineNumber, cells);
              }
            },
            () -> refuse(lineNumber, line, BALANCED_QUOTES));
  }

  private void refuse(int lineNumber, String line, String expected) {
    errors.add(LineError.quoting(lineNumber, "line", line, expected));
  }

  private void read(int lineNumber, List<String> cells) {
    if (header == null) {
      header = Header.of(lineNumber, cells);
      errors.addAll(header.errors());
    } else {
      readPosition(lineNumber, header, cells);
    }
  }

  private void readPosition(int lineNumber, Header known, List<String> cells) {
    if (cells.size() != known.width()) {
      String expected = known.width() + " as in the header";
      errors.add(new LineError(lineNumber, "line", cells.size() + " cells", expected));
      return;
    }
    RowReader fields = new RowReader(lineNumber, known, cells);
    PositionParser.of(fields).ifPresent(lines::add);
    errors.addAll(fields.errors());
  }

  private ParsedPositions result(int last) {
    if (errors.isEmpty() && lines.isEmpty()) {
      errors.add(nothing(last + 1));
    }
    return errors.isEmpty() ? new Accepted(lines) : new Refused(errors);
  }

  private LineError nothing(int next) {
    return header == null
        ? new LineError(1, "header", "an empty file", Column.titles(true))
        : new LineError(next, "line", "the end of the file", "at least one position");
  }
}
