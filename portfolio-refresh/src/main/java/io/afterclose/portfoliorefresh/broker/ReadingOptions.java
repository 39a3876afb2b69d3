package io.afterclose.portfoliorefresh.broker;

import io.afterclose.calendar.TradingCalendar;
import io.afterclose.quant.symbol.InvestmentClass;
import java.time.LocalDate;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * How a file is to be read.
 *
 * @param format who wrote it; null: found by its header
 * @param mappings what its titles mean
 * @param classes classes by the text of a symbol in the file
 * @param asOf when its quantities count
 * @param today in New York
 * @param calendar of the exchange
 */
public record ReadingOptions(
    @Nullable BrokerFormat format,
    List<ColumnMapping> mappings,
    Map<String, InvestmentClass> classes,
    AsOf asOf,
    LocalDate today,
    TradingCalendar calendar) {
  /** Copies. */
  public ReadingOptions {
    mappings = List.copyOf(mappings);
    classes = Map.copyOf(classes);
  }

  public Optional<InvestmentClass> classOf(String symbol) {
    return classes.entrySet().stream()
        .filter(entry -> Blanks.single(entry.getKey()).equalsIgnoreCase(Blanks.single(symbol)))
        .map(Map.Entry::getValue)
        .findFirst();
  }

  /** Whether a day lies in the calendar and is not to come. */
  public boolean known(LocalDate day) {
    return !day.isBefore(calendar.firstDay()) && !day.isAfter(today);
  }

  /** For messages: "expected " + this. */
  public String knownDays() {
    return "a day from " + calendar.firstDay() + " to today, " + today;
  }

  /** A day, or the session before it where it is none: what is held then was held at its close. */
  public LocalDate session(LocalDate day) {
    return calendar.isSession(day) ? day : calendar.previousSession(day);
  }
}
