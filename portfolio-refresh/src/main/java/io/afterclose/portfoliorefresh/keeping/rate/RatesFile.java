package io.afterclose.portfoliorefresh.keeping.rate;

import io.afterclose.cli.input.CsvTable;
import io.afterclose.database.text.Printable;
import io.afterclose.portfoliorefresh.keeping.PlainDate;
import io.afterclose.portfoliorefresh.keeping.PlainDecimal;
import io.afterclose.run.outcome.InvalidInputException;
import java.math.BigDecimal;
import java.nio.file.Path;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.NavigableMap;
import java.util.TreeMap;
import java.util.stream.Collectors;

/** Risk-free rates of a CSV file: all of them, or none and what is wrong with each line. */
final class RatesFile {

  private static final int WRONG_SHOWN = 20;

  /** As they are stored. */
  private static final int DECIMALS = 6;

  private final LocalDate today;
  private final NavigableMap<LocalDate, BigDecimal> rates = new TreeMap<>();
  private final Map<LocalDate, Long> lines = new HashMap<>();
  private final List<String> errors = new ArrayList<>();
  private boolean anyRate;

  private RatesFile(LocalDate today) {
    this.today = today;
  }

  /**
   * The rates of a file, fractions a year.
   *
   * @param today no date may be after it
   * @throws InvalidInputException naming the lines that cannot be used, or because there is none
   */
  static NavigableMap<LocalDate, BigDecimal> read(Path path, LocalDate today) {
    RatesFile file = new RatesFile(today);
    CsvTable.read(path, List.of("date"), List.of("rate", "percent"), file::add);
    if (!file.errors.isEmpty()) {
      throw refused(path, "nothing was recorded: " + file.problems());
    }
    if (file.rates.isEmpty()) {
      throw refused(path, "it holds no rate");
    }
    return file.rates;
  }

  private String problems() {
    if (!anyRate) {
      return "its header needs rate, a fraction such as 0.0525, or percent, such as 5.25";
    }
    String more =
        errors.size() > WRONG_SHOWN ? " and " + (errors.size() - WRONG_SHOWN) + " more" : "";
    return errors.stream().limit(WRONG_SHOWN).collect(Collectors.joining("; ")) + more;
  }

  private void add(CsvTable.Row row) {
    anyRate |= !row.text(1).isEmpty() || !row.text(2).isEmpty();
    try {
      LocalDate date = date(row.text(0));
      BigDecimal rate = rate(row.text(1), row.text(2));
      Long before = lines.putIfAbsent(date, row.line());
      if (before != null) {
        throw new IllegalArgumentException(
            "each date once was expected, " + date + " is on line " + before + " too");
      }
      rates.put(date, rate);
    } catch (IllegalArgumentException wrong) {
      errors.add("line " + row.line() + ": " + wrong.getMessage());
    }
  }

  private LocalDate date(String text) {
    LocalDate date =
        PlainDate.parse(text).orElseThrow(() -> expected("date", PlainDate.EXPECTED, text));
    if (date.isAfter(today)) {
      throw expected("date", "a day up to today, " + today, text);
    }
    return date;
  }

  private BigDecimal rate(String fraction, String percent) {
    if (fraction.isEmpty() == percent.isEmpty()) {
      throw new IllegalArgumentException(
          "either rate or percent was expected, found "
              + (fraction.isEmpty()
                  ? "neither"
                  : Printable.quoted(fraction) + " and " + Printable.quoted(percent)));
    }
    return fraction.isEmpty()
        ? checked("percent", "above -100 and below 100, such as 5.25", percent, 2)
        : checked(
            "rate",
            "a fraction above -1 and below 1, such as 0.0525 (per cent go into percent)",
            fraction,
            0);
  }

  private static BigDecimal checked(String column, String range, String text, int shift) {
    BigDecimal rate =
        PlainDecimal.parse(text)
            .orElseThrow(() -> expected(column, PlainDecimal.EXPECTED, text))
            .movePointLeft(shift)
            .stripTrailingZeros();
    if (rate.abs().compareTo(BigDecimal.ONE) >= 0) {
      throw expected(column, range, text);
    }
    if (rate.scale() > DECIMALS) {
      throw expected(column, "at most " + (DECIMALS - shift) + " decimals", text);
    }
    return rate;
  }

  private static IllegalArgumentException expected(String column, String what, String text) {
    return new IllegalArgumentException(
        column + ": " + what + " was expected, found " + Printable.quoted(text));
  }

  private static InvalidInputException refused(Path path, String what) {
    return new InvalidInputException("file " + path + ": " + what);
  }
}
