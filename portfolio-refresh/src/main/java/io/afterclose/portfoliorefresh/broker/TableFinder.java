package io.afterclose.portfoliorefresh.broker;

import io.afterclose.database.text.Printable;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/** Finds the table of a file: the first line that names the needed columns, and what follows. */
public final class TableFinder<C extends FileColumn> {
  private static final int SEARCHED_LINES = 200;
  private static final int TITLES_OF_ANOTHER_TABLE = 4;
  private static final int SHOWN_TITLES = 12;
  private static final Pattern WORDS = Pattern.compile("\\S+ \\S+ .*");
  private static final Pattern SENTENCE = Pattern.compile("\\S+ \\S+ \\S+ \\S+.*");

  private final FileText file;
  private final Vocabulary<C> vocabulary;
  private final List<ColumnMapping> mappings;
  private final List<FileLine> around = new ArrayList<>();
  private final List<Row<C>> rows = new ArrayList<>();
  private final List<LineError> errors = new ArrayList<>();

  public TableFinder(FileText file, Vocabulary<C> vocabulary, List<ColumnMapping> mappings) {
    this.file = file;
    this.vocabulary = vocabulary;
    this.mappings = mappings;
  }

  /** The table; empty if no line names the needed columns. */
  public Optional<Table<C>> find() {
    int searched = Math.min(SEARCHED_LINES, file.lines().size());
    for (int index = 0; index < searched; index++) {
      for (Separator separator : Separator.values()) {
        Optional<Header<C>> header = header(index, separator).filter(Header::complete);
        if (header.isPresent()) {
          return Optional.of(table(header.get(), index, separator));
        }
      }
    }
    return Optional.empty();
  }

  private Optional<Header<C>> header(int index, Separator separator) {
    return file.line(index, separator).map(line -> Header.of(line, vocabulary, mappings));
  }

  private Table<C> table(Header<C> header, int headerIndex, Separator separator) {
    for (int index = 0; index < headerIndex; index++) {
      file.line(index, separator).ifPresent(around::add);
    }
    errors.addAll(header.errors());
    boolean inside = true;
    for (int index = headerIndex + 1; index < file.lines().size(); index++) {
      inside = inside && !anotherTable(index, header, separator);
      read(index, header, separator, inside);
    }
    return new Table<>(header, separator, rows, around, errors);
  }

  private boolean anotherTable(int index, Header<C> header, Separator separator) {
    return file.line(index, separator)
        .filter(line -> !header.repeatedBy(line))
        .filter(line -> vocabulary.titlesIn(line.cells()) >= TITLES_OF_ANOTHER_TABLE)
        .isPresent();
  }

  private void read(int index, Header<C> header, Separator separator, boolean inside) {
    Optional<FileLine> line = file.line(index, separator);
    if (line.isEmpty()) {
      if (inside) {
        errors.add(file.unbalanced(index));
      }
    } else if (!line.get().blank() && !header.repeatedBy(line.get())) {
      place(header, line.get(), inside);
    }
  }

  private void place(Header<C> header, FileLine line, boolean inside) {
    if (!inside || isText(header, line)) {
      around.add(line);
    } else if (line.width() > header.width() || line.cells().size() < header.width()) {
      errors.add(
          new LineError(
              line.number(),
              "line",
              line.cells().size() + " cells",
              header.width() + " as in the header"));
    } else {
      rows.add(new Row<>(header, line));
    }
  }

  /** A sentence below the table: words in the first cell, and no number in any. */
  private boolean isText(Header<C> header, FileLine line) {
    String first = line.cell(0);
    boolean alone = line.width() == 1 && header.width() > 1;
    boolean numbered =
        line.cells().stream().anyMatch(cell -> Amount.read(cell, false).value() != null);
    return alone ? WORDS.matcher(first).matches() : SENTENCE.matcher(first).matches() && !numbered;
  }

  /** Why there is no table, with the line that comes nearest to a header. */
  public LineError noTable() {
    String expected =
        "a line that names "
            + Vocabulary.titles(vocabulary.needed())
            + "; --map \"TITLE=COLUMN\" says what a title means";
    return nearest()
        .map(header -> new LineError(header.number(), "header", shown(header), expected))
        .orElseGet(() -> new LineError(1, "header", "an empty file", expected));
  }

  private Optional<FileLine> nearest() {
    List<FileLine> candidates = new ArrayList<>();
    for (int index = 0; index < Math.min(SEARCHED_LINES, file.lines().size()); index++) {
      int at = index;
      Stream.of(Separator.values())
          .flatMap(separator -> file.line(at, separator).stream())
          .filter(line -> !line.blank())
          .forEach(candidates::add);
    }
    candidates.sort(
        Comparator.comparing((FileLine line) -> -vocabulary.titlesIn(line.cells()))
            .thenComparing(FileLine::number)
            .thenComparing(line -> -line.width()));
    return candidates.stream().findFirst();
  }

  private static String shown(FileLine line) {
    String titles =
        line.cells().stream()
            .limit(SHOWN_TITLES)
            .map(Printable::quoted)
            .collect(Collectors.joining(", "));
    int more = line.width() - SHOWN_TITLES;
    return more > 0 ? titles + " and " + more + " more" : titles;
  }
}
