package io.afterclose.console.pages;

import io.afterclose.cli.output.OutputFormat;
import io.afterclose.cli.output.ResultTable;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.springframework.http.ContentDisposition;
import org.springframework.http.HttpHeaders;
import org.springframework.http.MediaType;
import org.springframework.http.ResponseEntity;

/**
 * A list as a file for a spreadsheet, as the command line's {@code -o csv} writes it: a header, RFC
 * 4180 quoting, an empty cell for what is not known, and an apostrophe in front of a text that a
 * spreadsheet would take for a formula.
 */
public final class CsvAnswer {

  /** Rows of a file; a longer list goes on at the address of the header Link. */
  public static final int MOST = 5_000;

  private static final MediaType CSV = new MediaType("text", "csv", StandardCharsets.UTF_8);

  private CsvAnswer() {}

  /**
   * The file.
   *
   * @param name of it, such as {@code runs.csv}
   * @param rows by the names of the columns; a column that a row lacks is empty in it
   * @param next the address of the file that follows; null for none
   */
  public static ResponseEntity<String> of(
      String name,
      List<String> columns,
      List<? extends Map<String, ?>> rows,
      @Nullable String next) {
    ResultTable table = ResultTable.of(columns.toArray(String[]::new));
    for (Map<String, ?> row : rows) {
      @Nullable Object[] cells = new @Nullable Object[columns.size()];
      for (int at = 0; at < cells.length; at++) {
        cells[at] = row.get(columns.get(at));
      }
      table.add(cells);
    }
    StringWriter text = new StringWriter();
    table.print(OutputFormat.csv, false, new PrintWriter(text));
    ResponseEntity.BodyBuilder answer =
        ResponseEntity.ok()
            .contentType(CSV)
            .header(
                HttpHeaders.CONTENT_DISPOSITION,
                ContentDisposition.attachment().filename(name).build().toString());
    if (next != null) {
      answer.header(HttpHeaders.LINK, "<" + next + ">; rel=\"next\"");
    }
    return answer.body(text.toString());
  }
}
