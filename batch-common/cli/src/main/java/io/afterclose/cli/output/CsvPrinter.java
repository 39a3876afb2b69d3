package io.afterclose.cli.output;

import java.io.PrintWriter;
import java.util.List;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;
import tools.jackson.core.StreamWriteFeature;
import tools.jackson.databind.SequenceWriter;
import tools.jackson.dataformat.csv.CsvMapper;
import tools.jackson.dataformat.csv.CsvSchema;
import tools.jackson.dataformat.csv.CsvWriteFeature;

/** CSV with a header, RFC 4180 quoting, line feed at the end of each line. */
final class CsvPrinter {

  private static final CsvMapper MAPPER =
      CsvMapper.builder()
          .disable(StreamWriteFeature.AUTO_CLOSE_TARGET)
          .enable(CsvWriteFeature.STRICT_CHECK_FOR_QUOTING)
          .build();

  /** What spreadsheets take for the beginning of a formula. */
  private static final Pattern FORMULA = Pattern.compile("[=+\\-@\t\r]");

  private static final Pattern NUMBER = Pattern.compile("[+-]?\\d+(\\.\\d+)?([eE][+-]?\\d+)?");

  private CsvPrinter() {}

  /**
   * @param raw texts that a spreadsheet would take for a formula stay as they are; else they get an
   *     apostrophe in front. Numbers, signed ones too, are never touched.
   */
  static void print(ResultTable result, boolean raw, PrintWriter out) {
    CsvSchema.Builder schema = CsvSchema.builder().setUseHeader(true).setLineSeparator("\n");
    result.columns().forEach(schema::addColumn);
    try (SequenceWriter writer = MAPPER.writer(schema.build()).writeValues(out)) {
      for (List<@Nullable Object> row : result.rows()) {
        writer.write(row.stream().map(value -> cell(value, raw)).toList());
      }
    }
  }

  private static String cell(@Nullable Object value, boolean raw) {
    String text = CellFormatter.exact(value);
    boolean formula =
        !raw
            && !(value instanceof Number)
            && FORMULA.matcher(text).lookingAt()
            && !NUMBER.matcher(text).matches();
    return formula ? "'" + text : text;
  }
}
