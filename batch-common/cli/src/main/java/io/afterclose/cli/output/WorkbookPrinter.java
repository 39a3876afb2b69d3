package io.afterclose.cli.output;

import io.afterclose.database.text.Printable;
import io.afterclose.run.outcome.InvalidInputException;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.time.LocalDate;
import java.time.LocalDateTime;
import java.time.ZoneOffset;
import java.util.List;
import org.dhatim.fastexcel.Workbook;
import org.dhatim.fastexcel.Worksheet;
import org.jspecify.annotations.Nullable;

/**
 * A workbook (Office Open XML) with one sheet: the heading stays in view, numbers are numbers in
 * full, days and times of UTC are dates, texts are texts even where they look like a formula, and
 * what is unknown is an empty cell.
 */
final class WorkbookPrinter {

  private static final String DAY = "yyyy-mm-dd";
  private static final String SECOND = "yyyy-mm-dd hh:mm:ss";

  private WorkbookPrinter() {}

  /**
   * Writes it; an older file is replaced.
   *
   * @param title of the sheet
   * @throws InvalidInputException when the file cannot be written
   */
  static void print(ResultTable result, String title, Path file) {
    try (OutputStream out = Files.newOutputStream(file);
        Workbook workbook = new Workbook(out, "afterclose", null)) {
      Worksheet sheet = workbook.newWorksheet(title);
      sheet.freezePane(0, 1);
      for (int column = 0; column < result.columns().size(); column++) {
        sheet.value(0, column, result.columns().get(column));
        sheet.style(0, column).bold().set();
      }
      int row = 1;
      for (List<@Nullable Object> values : result.rows()) {
        for (int column = 0; column < values.size(); column++) {
          set(sheet, row, column, values.get(column));
        }
        row++;
      }
    } catch (IOException unwritable) {
      throw new InvalidInputException("--file " + file + " cannot be written: " + unwritable);
    }
  }

  private static void set(Worksheet sheet, int row, int column, @Nullable Object value) {
    if (value instanceof Number number) {
      sheet.value(row, column, number);
    } else if (value instanceof LocalDate day) {
      sheet.value(row, column, day);
      sheet.style(row, column).format(DAY).set();
    } else if (value instanceof LocalDateTime time) {
      sheet.value(row, column, time);
      sheet.style(row, column).format(SECOND).set();
    } else if (value instanceof Instant time) {
      set(sheet, row, column, LocalDateTime.ofInstant(time, ZoneOffset.UTC));
    } else if (value != null) {
      sheet.value(row, column, Printable.masked(value.toString()));
    }
  }
}
