package io.afterclose.cli.output;

import java.io.PrintWriter;
import java.util.List;
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

  private CsvPrinter() {}

  static void print(ResultTable result, PrintWriter out) {
    CsvSchema.Builder schema = CsvSchema.builder().setUseHeader(true).setLineSeparator("\n");
    result.columns().forEach(schema::addColumn);
    try (SequenceWriter writer = MAPPER.writer(schema.build()).writeValues(out)) {
      for (List<@Nullable Object> row : result.rows()) {
        writer.write(row.stream().map(CellFormatter::exact).toList());
      }
    }
  }
}
