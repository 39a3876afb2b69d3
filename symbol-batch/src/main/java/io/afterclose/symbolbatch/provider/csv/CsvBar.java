package io.afterclose.symbolbatch.provider.csv;

import io.afterclose.cli.input.CsvTable;
import io.afterclose.symbolbatch.provider.PriceRange;
import io.afterclose.symbolbatch.provider.ProviderBar;
import java.math.BigDecimal;
import java.time.LocalDate;
import java.time.format.DateTimeParseException;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * A row of a price file.
 *
 * @param bar its bar; illegible when date or close is
 * @param adjustedClose the close adjusted for splits and dividends; null when there is none
 * @param odd other cells that are no numbers
 */
record CsvBar(
    ProviderBar bar, @Nullable BigDecimal adjustedClose, List<ProviderBar.Illegible> odd) {

  private static final int LONGEST_NUMBER = 40;

  /**
   * The bar of a row that has one.
   *
   * @throws ClassCastException when the row is illegible
   */
  ProviderBar.Legible legible() {
    return (ProviderBar.Legible) bar;
  }

  /** Reads a row whose columns are those of {@link CsvPriceFiles#COLUMNS}. */
  static CsvBar of(CsvTable.Row row) {
    String date = row.text(CsvPriceFiles.DATE);
    List<ProviderBar.Illegible> odd = new ArrayList<>();
    BigDecimal close = number(row, CsvPriceFiles.CLOSE, odd);
    try {
      LocalDate day = LocalDate.parse(date);
      return close == null
          ? illegible(date, "close", row.text(CsvPriceFiles.CLOSE))
          : readable(row, day, close, odd);
    } catch (DateTimeParseException wrong) {
      return illegible(date, "date", date);
    }
  }

  private static CsvBar readable(
      CsvTable.Row row, LocalDate day, BigDecimal close, List<ProviderBar.Illegible> odd) {
    ProviderBar bar =
        new ProviderBar.Legible(
            day,
            number(row, CsvPriceFiles.OPEN, odd),
            number(row, CsvPriceFiles.HIGH, odd),
            number(row, CsvPriceFiles.LOW, odd),
            close,
            number(row, CsvPriceFiles.VOLUME, odd));
    BigDecimal adjusted = number(row, CsvPriceFiles.ADJ_CLOSE, odd);
    return new CsvBar(
        bar,
        adjusted != null && PriceRange.of(adjusted) == PriceRange.PRICE ? adjusted : null,
        List.copyOf(odd));
  }

  private static CsvBar illegible(String date, String field, String text) {
    return new CsvBar(new ProviderBar.Illegible(date, field, text), null, List.of());
  }

  /** The number of a cell; null where it is empty, or no number, which is noted. */
  private static @Nullable BigDecimal number(
      CsvTable.Row row, int column, List<ProviderBar.Illegible> odd) {
    String text = row.text(column);
    if (text.isEmpty()) {
      return null;
    }
    try {
      if (text.length() <= LONGEST_NUMBER) {
        return new BigDecimal(text);
      }
    } catch (NumberFormatException wrong) {
      odd.add(illegibleCell(row, column, text));
      return null;
    }
    odd.add(illegibleCell(row, column, text));
    return null;
  }

  private static ProviderBar.Illegible illegibleCell(CsvTable.Row row, int column, String text) {
    return new ProviderBar.Illegible(
        row.text(CsvPriceFiles.DATE), CsvPriceFiles.COLUMNS.get(column), text);
  }
}
