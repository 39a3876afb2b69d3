package io.afterclose.cli.input;

import io.afterclose.database.text.Printable;
import io.afterclose.run.outcome.InvalidInputException;
import java.io.BufferedInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.function.Consumer;
import java.util.stream.IntStream;
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
    Plain plain = new Plain(file, columns, optional);
    if (!Files.isRegularFile(file) || !plain.read(rows)) {
      readAny(file, columns, optional, plain.given, rows);
    }
  }

  /**
   * The rows of a file of plain lines. What meets another line, or cannot be read, leaves the whole
   * file to {@link #readAny}, which passes over the rows that were given already: what is refused,
   * and with which words, is decided there alone.
   */
  private static final class Plain {

    private final Path file;
    private final List<String> columns;
    private final List<String> optional;

    /** How many rows were handed out. */
    private long given;

    Plain(Path file, List<String> columns, List<String> optional) {
      this.file = file;
      this.columns = columns;
      this.optional = optional;
    }

    /** Whether all rows were given. */
    boolean read(Consumer<Row> rows) {
      PlainLines.Found found = PlainLines.Found.OTHER;
      try (InputStream in = open(file)) {
        PlainLines lines = new PlainLines(in);
        found = lines.advance();
        int[] places = found == PlainLines.Found.LINE ? places(lines) : new int[] {-1};
        if (Arrays.stream(places).limit(columns.size()).anyMatch(place -> place < 0)) {
          return false;
        }
        PlainRow row = new PlainRow(lines, places);
        found = lines.advance();
        while (found == PlainLines.Found.LINE) {
          rows.accept(row);
          given++;
          found = lines.advance();
        }
      } catch (IOException damaged) {
        return false;
      }
      return found == PlainLines.Found.END;
    }

    private int[] places(PlainLines lines) {
      String[] header =
          IntStream.range(0, lines.cells()).mapToObj(lines::text).toArray(String[]::new);
      return CsvTable.places(names(header), columns, optional);
    }
  }

  private static void readAny(
      Path file, List<String> columns, List<String> optional, long given, Consumer<Row> rows) {
    long lastRead = 0;
    long passed = 0;
    try (InputStream in = open(file);
        MappingIterator<String[]> lines = MAPPER.readerFor(String[].class).readValues(in)) {
      int[] places =
          places(file, columns, optional, lines.hasNext() ? lines.next() : new String[0]);
      lastRead = 1;
      while (lines.hasNext()) {
        long line = lines.currentLocation().getLineNr();
        Row row = new AnyRow(line, places, lines.next());
        lastRead = line;
        if (passed < given) {
          passed++;
        } else {
          rows.accept(row);
        }
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
    List<String> found = names(header);
    List<String> missing = columns.stream().filter(name -> !found.contains(name)).toList();
    if (!missing.isEmpty()) {
      throw refused(file, "its header lacks " + missing + "; it has " + found);
    }
    return places(found, columns, optional);
  }

  private static List<String> names(String[] header) {
    return Arrays.stream(header).map(name -> name.strip().toLowerCase(Locale.ROOT)).toList();
  }

  /** Where the columns stand; negative where they do not. */
  private static int[] places(List<String> found, List<String> columns, List<String> optional) {
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

  /** One row, valid until the next one is given. */
  public sealed interface Row {

    /** The physical line of the file on which it starts; blank lines and line breaks count. */
    long line();

    /** The text of a column, stripped; empty where the row or the file lacks it. */
    String text(int column);

    /** The same as {@link #text}, to be looked at before the next cell is. */
    CharSequence cell(int column);
  }

  private static final class AnyRow implements Row {

    private final long line;
    private final int[] places;
    private final String[] cells;

    AnyRow(long line, int[] places, String[] cells) {
      this.line = line;
      this.places = places;
      this.cells = cells;
    }

    @Override
    public long line() {
      return line;
    }

    @Override
    public String text(int column) {
      int place = places[column];
      return place >= 0 && place < cells.length && cells[place] != null ? cells[place].strip() : "";
    }

    @Override
    public CharSequence cell(int column) {
      return text(column);
    }
  }

  private static final class PlainRow implements Row {

    private final PlainLines lines;
    private final int[] places;
    private final PlainLines.Cell cell = new PlainLines.Cell();

    PlainRow(PlainLines lines, int[] places) {
      this.lines = lines;
      this.places = places;
    }

    @Override
    public long line() {
      return lines.line();
    }

    @Override
    public String text(int column) {
      return cell(column).toString();
    }

    @Override
    public CharSequence cell(int column) {
      lines.view(places[column], cell);
      return cell;
    }
  }
}
