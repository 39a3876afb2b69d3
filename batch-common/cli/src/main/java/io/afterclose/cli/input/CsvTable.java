package io.afterclose.cli.input;

import io.afterclose.database.text.Printable;
import io.afterclose.run.outcome.InvalidInputException;
import java.io.BufferedInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.function.Consumer;
import java.util.stream.Stream;
import java.util.zip.GZIPInputStream;
import tools.jackson.core.JacksonException;
import tools.jackson.databind.MappingIterator;
import tools.jackson.dataformat.csv.CsvMapper;
import tools.jackson.dataformat.csv.CsvReadFeature;

/** A CSV file with a header, plain or gzip. A file that cannot be read to its end is refused. */
public final class CsvTable {

  private static final int BUFFER = 1 << 16;
  private static final int GZIP_FIRST_BYTE = 0x1f;
  private static final int GZIP_SECOND_BYTE = 0x8b;

  private static final CsvMapper MAPPER =
      CsvMapper.builder()
          .enable(CsvReadFeature.WRAP_AS_ARRAY)
          .enable(CsvReadFeature.SKIP_EMPTY_LINES)
          .build();

  private CsvTable() {}

  /**
   * Reads all rows of a file.
   *
   * @param columns the columns that must be there; {@link Row} counts them in this order
   * @param optional columns that may be there, counted after the others; the file may hold more, in
   *     any order
   * @throws InvalidInputException when there is no such file, a column is missing, or the file is
   *     damaged
   */
  public static void read(
      Path file, List<String> columns, List<String> optional, Consumer<Row> rows) {
    long lastRead = 0;
    try (InputStream in = open(file);
        MappingIterator<String[]> lines = MAPPER.readerFor(String[].class).readValues(in)) {
      int[] places =
          places(file, columns, optional, lines.hasNext() ? lines.next() : new String[0]);
      lastRead = 1;
      while (lines.hasNext()) {
        long line = lines.currentLocation().getLineNr();
        Row row = new Row(line, places, lines.next());
        lastRead = line;
        rows.accept(row);
      }
    } catch (NoSuchFileException missing) {
      throw refused(file, "there is no such file");
    } catch (IOException | JacksonException damaged) {
      throw refused(
          file,
          "it cannot be read after line "
              + lastRead
              + ": "
              + reason(damaged)
              + "; nothing of it was used");
    }
  }

  /**
   * The cells of one physical line, without blanks and control characters around them; none of a
   * blank line. Empty when a double quote that opens a cell does not close on the line, or no comma
   * follows the closing one.
   */
  public static Optional<List<String>> cells(String line) {
    try (MappingIterator<String[]> rows =
        MAPPER.readerFor(String[].class).with(CsvReadFeature.TRIM_SPACES).readValues(line)) {
      return Optional.of(
          rows.hasNext() ? Arrays.stream(rows.next()).map(String::strip).toList() : List.of());
    } catch (JacksonException unbalanced) {
      return Optional.empty();
    }
  }

  private static InputStream open(Path file) throws IOException {
    if (Files.isDirectory(file)) {
      throw refused(file, "it is a folder");
    }
    BufferedInputStream in = new BufferedInputStream(Files.newInputStream(file), BUFFER);
    in.mark(2);
    boolean gzip = in.read() == GZIP_FIRST_BYTE && in.read() == GZIP_SECOND_BYTE;
    in.reset();
    return gzip ? new GZIPInputStream(in, BUFFER) : in;
  }

  private static int[] places(
      Path file, List<String> columns, List<String> optional, String[] header) {
    List<String> found = new ArrayList<>();
    for (String name : header) {
      found.add(name.strip().toLowerCase(Locale.ROOT));
    }
    List<String> missing = columns.stream().filter(name -> !found.contains(name)).toList();
    if (!missing.isEmpty()) {
      throw refused(file, "its header lacks " + missing + "; it has " + found);
    }
    return Stream.concat(columns.stream(), optional.stream()).mapToInt(found::indexOf).toArray();
  }

  private static String reason(Exception damaged) {
    Throwable root = damaged;
    while (root.getCause() != null) {
      root = root.getCause();
    }
    String message = String.valueOf(root.getMessage()).lines().findFirst().orElse("");
    return Printable.line(message, 500);
  }

  private static InvalidInputException refused(Path file, String what) {
    return new InvalidInputException("file " + file + ": " + what);
  }

  /** One row. */
  public static final class Row {

    private final long line;
    private final int[] places;
    private final String[] cells;

    private Row(long line, int[] places, String[] cells) {
      this.line = line;
      this.places = places;
      this.cells = cells;
    }

    /** The physical line of the file on which it starts; blank lines and line breaks count. */
    public long line() {
      return line;
    }

    /** The text of a column, stripped; empty where the row or the file lacks it. */
    public String text(int column) {
      int place = places[column];
      return place >= 0 && place < cells.length && cells[place] != null ? cells[place].strip() : "";
    }
  }
}
