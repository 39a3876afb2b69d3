package io.afterclose.portfoliorefresh.broker;

import java.math.BigDecimal;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/**
 * An activity statement of IBKR: sections one below the other, each line led by its section and
 * whether it is a header, data or a total.
 */
public final class IbkrStatement {
  private static final int LEADING_CELLS = 2;
  private static final String ENDING_CASH = "Ending Cash";

  private final List<FileLine> lines;
  private final List<LineError> unreadable;

  private IbkrStatement(List<FileLine> lines, List<LineError> unreadable) {
    this.lines = lines;
    this.unreadable = unreadable;
  }

  /** Empty if the file is none. */
  public static Optional<IbkrStatement> of(FileText file) {
    List<FileLine> lines = new ArrayList<>();
    List<LineError> unreadable = new ArrayList<>();
    for (int index = 0; index < file.lines().size(); index++) {
      int at = index;
      file.line(index, Separator.COMMA)
          .ifPresentOrElse(lines::add, () -> unreadable.add(file.unbalanced(at)));
    }
    return lines.stream().anyMatch(line -> isOf(line, "Statement", "Header"))
        ? Optional.of(new IbkrStatement(lines, unreadable))
        : Optional.empty();
  }

  private static boolean isOf(FileLine line, String section, String sort) {
    return line.cell(0).equals(section) && line.cell(1).equals(sort);
  }

  /** The lines of a section as a table; each below the header of its own sort of thing. */
  public <C extends FileColumn> Table<C> section(
      String section, Vocabulary<C> vocabulary, List<ColumnMapping> mappings) {
    List<Row<C>> rows = new ArrayList<>();
    Header<C> first = null;
    Header<C> header = null;
    for (FileLine line : lines) {
      if (isOf(line, section, "Header")) {
        header = Header.of(line.from(LEADING_CELLS), vocabulary, mappings);
        first = first == null ? header : first;
      } else if (isOf(line, section, "Data") && header != null) {
        rows.add(new Row<>(header, line.from(LEADING_CELLS)));
      }
    }
    Header<C> shown =
        first == null ? Header.of(new FileLine(1, List.of()), vocabulary, mappings) : first;
    return new Table<>(shown, Separator.COMMA, rows, period(), errors(shown));
  }

  private List<LineError> errors(Header<?> shown) {
    List<LineError> errors = new ArrayList<>(shown.errors());
    errors.addAll(unreadable);
    return errors;
  }

  private List<FileLine> period() {
    return lines.stream()
        .filter(line -> isOf(line, "Statement", "Data"))
        .map(line -> line.from(LEADING_CELLS))
        .toList();
  }

  /** What the cash report ends with, USD; empty without one. */
  public Optional<BigDecimal> endingCash() {
    return endingCash("USD").or(() -> endingCash("Base Currency Summary"));
  }

  private Optional<BigDecimal> endingCash(String currency) {
    return lines.stream()
        .filter(line -> isOf(line, "Cash Report", "Data"))
        .map(line -> line.from(LEADING_CELLS))
        .filter(line -> line.cell(0).equals(ENDING_CASH) && line.cell(1).equals(currency))
        .flatMap(line -> Amount.read(line.cell(2), false).accepted().stream())
        .findFirst();
  }
}
