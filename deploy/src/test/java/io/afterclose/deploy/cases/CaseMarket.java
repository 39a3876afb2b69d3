package io.afterclose.deploy.cases;

import io.afterclose.calendar.NyseCalendar;
import java.math.BigDecimal;
import java.math.RoundingMode;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.SortedMap;
import java.util.TreeMap;

/**
 * Closes of a made-up market: the eight factor ETFs on walks that are always the same, and symbols
 * whose close stands until a line names another. A line is
 *
 * <pre>
 * QZA 48 2021-06-11:44.5 2021-06-15:46     a close, and others from their days on
 * QZA ends 2021-06-18                      no bar after that day
 * QZA begins 2021-05-03                    no bar before it
 * QZA dividend 2021-06-11 0.35             events, for a provider that tells them
 * QZA gain 2021-06-11 2.65
 * QZA row 2021-06-11T16:00 44.75 900       one row more, at a New York time; "null" for no close
 * </pre>
 */
final class CaseMarket {

  private static final List<String> FACTOR_ETFS =
      List.of("SPY", "TLT", "VTV", "VUG", "MTUM", "QUAL", "IWM", "USMV");

  /** Something that happened to a symbol: a dividend or gain of a day, or a row more. */
  record Event(String kind, String when, List<String> values) {}

  private final Map<String, SortedMap<LocalDate, String>> closes = new LinkedHashMap<>();
  private final Map<String, List<Event>> events = new LinkedHashMap<>();

  private CaseMarket() {}

  static CaseMarket of(LocalDate from, LocalDate to, List<String> lines) {
    CaseMarket market = new CaseMarket();
    List<LocalDate> sessions = NyseCalendar.standard().sessions(from, to);
    FACTOR_ETFS.forEach(etf -> market.closes.put(etf, walk(etf, sessions)));
    for (String line : lines) {
      market.add(List.of(line.strip().split(" +")), sessions);
    }
    return market;
  }

  private static SortedMap<LocalDate, String> walk(String etf, List<LocalDate> sessions) {
    Random random = new Random(etf.hashCode());
    SortedMap<LocalDate, String> walk = new TreeMap<>();
    double close = 90 + etf.length() * 10;
    for (LocalDate session : sessions) {
      close *= 1 + random.nextGaussian() / 100;
      walk.put(session, BigDecimal.valueOf(close).setScale(4, RoundingMode.HALF_UP).toString());
    }
    return walk;
  }

  private void add(List<String> words, List<LocalDate> sessions) {
    String symbol = words.get(0);
    switch (words.get(1)) {
      case "ends" -> closes(symbol).tailMap(day(words.get(2)).plusDays(1)).clear();
      case "begins" -> closes(symbol).headMap(day(words.get(2))).clear();
      case "dividend", "gain", "row" ->
          events
              .computeIfAbsent(symbol, key -> new ArrayList<>())
              .add(new Event(words.get(1), words.get(2), words.subList(3, words.size())));
      default -> {
        SortedMap<LocalDate, String> own = new TreeMap<>();
        sessions.forEach(session -> own.put(session, words.get(1)));
        for (String change : words.subList(2, words.size())) {
          String[] parts = change.split(":", 2);
          own.tailMap(day(parts[0])).replaceAll((session, close) -> parts[1]);
        }
        closes.put(symbol, own);
      }
    }
  }

  private SortedMap<LocalDate, String> closes(String symbol) {
    SortedMap<LocalDate, String> own = closes.get(symbol);
    if (own == null) {
      throw new IllegalArgumentException(
          "the market has no line with closes of " + symbol + " yet");
    }
    return own;
  }

  private static LocalDate day(String text) {
    return LocalDate.parse(text);
  }

  Map<String, SortedMap<LocalDate, String>> closes() {
    return closes;
  }

  List<Event> events(String symbol) {
    return events.getOrDefault(symbol, List.of());
  }

  /** The rows of a price file. */
  String csv() {
    StringBuilder csv = new StringBuilder("symbol,date,open,high,low,close,adj_close,volume\n");
    closes.forEach(
        (symbol, own) ->
            own.forEach(
                (day, close) ->
                    csv.append(symbol)
                        .append(',')
                        .append(day)
                        .append(",,,,")
                        .append(close)
                        .append(",,1000\n")));
    return csv.toString();
  }
}
