package io.afterclose.symbolbatch.provider.csv;

import io.afterclose.cli.input.CsvTable;
import io.afterclose.quant.price.PriceRange;
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
    ProviderBar bar, @Nullable BigDecimal adjustedClose, List<ProviderBar.MalformedBar> odd) {

  private static final int LONGEST_NUMBER = 40;

  /**
   * The bar of a row that has one.
   *
   * @throws ClassCastException when the row is illegible
   */
  ProviderBar.RawBar rawBar() {
    return (ProviderBar.RawBar) bar;
  }

  /** Reads a row whose columns are those of {@link CsvPriceFiles#COLUMNS}. */
  static CsvBar of(CsvTable.Row row) {
    String date = row.text(CsvPriceFiles.DATE);
    List<ProviderBar.MalformedBar> odd = new ArrayList<>();
    BigDecimal close = number(row, CsvPriceFiles.CLOSE, odd);
    try {
      LocalDate day = LocalDate.parse(date);
      return close == null
          ? malformedBar(date, "close", row.text(CsvPriceFiles.CLOSE))
          : readable(row, day, close, odd);
    } catch (DateTimeParseException wrong) {
      return malformedBar(date, "date", date);
    }
  }

  private static CsvBar readable(
      CsvTable.Row row, LocalDate day, BigDecimal close, List<ProviderBar.MalformedBar> odd) {
    ProviderBar bar =
        new ProviderBar.RawBar(
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

  private static CsvBar malformedBar(String date, String field, String text) {
    return new CsvBar(new ProviderBar.MalformedBar(date, field, text), null, List.of());
  }

  /** The number of a cell; null where it is empty, or no number, which is noted. */
  private static @Nullable BigDecimal number(
      CsvTable.Row row, int column, List<ProviderBar.MalformedBar> odd) {
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

  private static ProviderBar.MalformedBar illegibleCell(CsvTable.Row row, int column, String text) {
    return new ProviderBar.MalformedBar(
        row.text(CsvPriceFiles.DATE), CsvPriceFiles.COLUMNS.get(column), text);
  }
}
