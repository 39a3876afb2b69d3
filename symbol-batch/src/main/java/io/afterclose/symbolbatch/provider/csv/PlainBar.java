package io.afterclose.symbolbatch.provider.csv;

import io.afterclose.cli.input.CsvTable;
import io.afterclose.cli.input.PlainDecimal;
import io.afterclose.quant.price.PriceRange;
import java.time.DateTimeException;
import java.time.LocalDate;

/**
 * The numbers of one row after the other, read without an object for each. Rows of another form are
 * read by {@link CsvBar}, which gives the same for those of this one.
 */
final class PlainBar {

  private static final int ISO_LENGTH = "yyyy-mm-dd".length();

  private int day;
  private final PlainDecimal open = new PlainDecimal();
  private final PlainDecimal high = new PlainDecimal();
  private final PlainDecimal low = new PlainDecimal();
  private final PlainDecimal close = new PlainDecimal();
  private final PlainDecimal adjustedClose = new PlainDecimal();
  private final PlainDecimal volume = new PlainDecimal();

  private int lastDate;
  private int lastDay;

  /**
   * Reads a row whose columns are those of {@link CsvPriceFiles#COLUMNS}.
   *
   * @return false when {@link CsvBar} must read it: its date or a number has another form, it has
   *     no close, or its adjusted close is no price
   */
  boolean read(CsvTable.Row row) {
    return readDay(row.cell(CsvPriceFiles.DATE))
        && close.read(row.cell(CsvPriceFiles.CLOSE))
        && !close.isAbsent()
        && open.read(row.cell(CsvPriceFiles.OPEN))
        && high.read(row.cell(CsvPriceFiles.HIGH))
        && low.read(row.cell(CsvPriceFiles.LOW))
        && volume.read(row.cell(CsvPriceFiles.VOLUME))
        && adjustedClose.read(row.cell(CsvPriceFiles.ADJ_CLOSE))
        && (adjustedClose.isAbsent() || isPrice(adjustedClose));
  }

  /** Most are seen at once: above nothing and with few digits before the point. */
  private static boolean isPrice(PlainDecimal value) {
    return (value.unscaled() >= 1 && value.scale() <= 8 && value.unscaled() < 1_000_000_000)
        || PriceRange.of(value.toBigDecimal()) == PriceRange.PRICE;
  }

  private boolean readDay(CharSequence text) {
    if (text.length() != ISO_LENGTH || text.charAt(4) != '-' || text.charAt(7) != '-') {
      return false;
    }
    int year = digits(text, 0, 4);
    int month = digits(text, 5, 7);
    int ofMonth = digits(text, 8, ISO_LENGTH);
    if (year < 0 || month < 1 || month > 12 || ofMonth < 1) {
      return false;
    }
    int date = (year * 100 + month) * 100 + ofMonth;
    if (date != lastDate) {
      try {
        lastDay = Math.toIntExact(LocalDate.of(year, month, ofMonth).toEpochDay());
      } catch (DateTimeException none) {
        return false;
      }
      lastDate = date;
    }
    day = lastDay;
    return true;
  }

  /** The whole number that some characters are; negative when one is no digit. */
  private static int digits(CharSequence text, int from, int to) {
    int number = 0;
    for (int at = from; at < to; at++) {
      int digit = text.charAt(at) - '0';
      if (digit < 0 || digit > 9) {
        return -1;
      }
      number = 10 * number + digit;
    }
    return number;
  }

  /** As days since 1970-01-01. */
  int day() {
    return day;
  }

  PlainDecimal open() {
    return open;
  }

  PlainDecimal high() {
    return high;
  }

  PlainDecimal low() {
    return low;
  }

  PlainDecimal close() {
    return close;
  }

  PlainDecimal adjustedClose() {
    return adjustedClose;
  }

  PlainDecimal volume() {
    return volume;
  }
}
