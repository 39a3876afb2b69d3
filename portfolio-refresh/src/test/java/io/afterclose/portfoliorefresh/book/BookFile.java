package io.afterclose.portfoliorefresh.book;

import io.afterclose.portfoliorefresh.book.BookCase.Action;
import io.afterclose.portfoliorefresh.book.BookCase.Lot;
import io.afterclose.portfoliorefresh.book.BookCase.Option;
import io.afterclose.portfoliorefresh.book.BookCase.Row;
import io.afterclose.portfoliorefresh.book.BookCase.Value;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.math.BigDecimal;
import java.nio.charset.StandardCharsets;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Iterator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/**
 * Reads the cases. A case is a line {@code case NAME} and what follows:
 *
 * <pre>
 * AAA: 100 101 - 103            closes of d0, d1, …; a dash where there is none
 * act d5 SPLIT AAA 2            also DIVIDEND, CASH_MERGER, DELISTED
 * act d5 RENAME AAA to BBB      STOCK_MERGER AAA 0.5 to BBB cash 3; SPINOFF AAA 0.25 to KID
 * lot AAA 10 d1 100 [short] [private] [asof d6] [kind] [exit d5 104] [out]
 * lot AAA/C25@d9 2 d1 3.10      a call, strike 25, that expires on d9
 * cash d4 TRADE 1009.50 EXIT 1  of lot 1; DIVIDEND 9 DIVIDEND 1 ex d3; DEPOSIT 100
 * value d3 1 1200               of lot 1, per unit
 * is 19.50 1019.50              total profit and last net asset value, worked out by hand
 * </pre>
 */
final class BookFile {

  /** d0, d1, … d10. */
  static final List<LocalDate> SESSIONS =
      List.of(
              "2022-06-15",
              "2022-06-16",
              "2022-06-17",
              "2022-06-21",
              "2022-06-22",
              "2022-06-23",
              "2022-06-24",
              "2022-06-27",
              "2022-06-28",
              "2022-06-29",
              "2022-06-30")
          .stream()
          .map(LocalDate::parse)
          .toList();

  private final List<BookCase> cases = new ArrayList<>();
  private @Nullable String name;
  private Map<String, Map<LocalDate, BigDecimal>> closes = new LinkedHashMap<>();
  private List<Action> actions = new ArrayList<>();
  private List<Lot> lots = new ArrayList<>();
  private List<Row> rows = new ArrayList<>();
  private List<Value> values = new ArrayList<>();

  private BookFile() {}

  static List<BookCase> read(String... resources) {
    BookFile file = new BookFile();
    for (String resource : resources) {
      text(resource).lines().map(String::strip).forEach(file::line);
    }
    return file.cases;
  }

  private static String text(String resource) {
    try (InputStream in = BookFile.class.getResourceAsStream("/book/" + resource)) {
      return new String(
          Objects.requireNonNull(in, resource).readAllBytes(), StandardCharsets.UTF_8);
    } catch (IOException unreadable) {
      throw new UncheckedIOException(unreadable);
    }
  }

  private void line(String line) {
    if (line.isEmpty() || line.startsWith("#")) {
      return;
    }
    List<String> words = Arrays.asList(line.split(" +"));
    Iterator<String> rest = words.subList(1, words.size()).iterator();
    String first = words.get(0);
    switch (first) {
      case "case" -> name = rest.next();
      case "act" -> actions.add(action(rest));
      case "lot" -> lots.add(lot(rest));
      case "cash" -> rows.add(row(rest));
      case "value" ->
          values.add(
              new Value(
                  day(rest.next()), Integer.parseInt(rest.next()), new BigDecimal(rest.next())));
      case "is" -> end(new BigDecimal(rest.next()), new BigDecimal(rest.next()));
      default -> closes.put(first.substring(0, first.length() - 1), closes(rest));
    }
  }

  private void end(BigDecimal total, BigDecimal last) {
    cases.add(
        new BookCase(
            Objects.requireNonNull(name), closes, actions, lots, rows, values, total, last));
    closes = new LinkedHashMap<>();
    actions = new ArrayList<>();
    lots = new ArrayList<>();
    rows = new ArrayList<>();
    values = new ArrayList<>();
  }

  private static Map<LocalDate, BigDecimal> closes(Iterator<String> words) {
    Map<LocalDate, BigDecimal> closes = new TreeMap<>();
    for (LocalDate session : SESSIONS) {
      String word = words.next();
      if (!word.equals("-")) {
        closes.put(session, new BigDecimal(word));
      }
    }
    return closes;
  }

  static LocalDate day(String word) {
    return word.startsWith("d")
        ? SESSIONS.get(Integer.parseInt(word.substring(1)))
        : LocalDate.parse(word);
  }

  private static Action action(Iterator<String> words) {
    LocalDate date = day(words.next());
    String kind = words.next();
    String symbol = words.next();
    BigDecimal value = BigDecimal.ONE;
    BigDecimal cash = BigDecimal.ZERO;
    String other = null;
    while (words.hasNext()) {
      String word = words.next();
      switch (word) {
        case "to" -> other = words.next();
        case "cash" -> cash = new BigDecimal(words.next());
        default -> value = new BigDecimal(word);
      }
    }
    return new Action(date, kind, symbol, value, other, cash);
  }

  private static Lot lot(Iterator<String> words) {
    String what = words.next();
    BigDecimal quantity = new BigDecimal(words.next());
    LocalDate entry = day(words.next());
    BigDecimal price = new BigDecimal(words.next());
    LocalDate asOf = entry;
    LocalDate exit = null;
    BigDecimal exitPrice = null;
    List<String> marks = new ArrayList<>();
    while (words.hasNext()) {
      String word = words.next();
      switch (word) {
        case "asof" -> asOf = day(words.next());
        case "exit" -> {
          exit = day(words.next());
          exitPrice = new BigDecimal(words.next());
        }
        default -> marks.add(word);
      }
    }
    return new Lot(
        what,
        what.contains("/") ? option(what) : null,
        marks.contains("private"),
        marks.contains("short"),
        quantity,
        asOf,
        entry,
        price,
        marks.contains("kind"),
        exit,
        exitPrice,
        marks.contains("out"));
  }

  private static Option option(String what) {
    String[] parts = what.split("[/@]", -1);
    return new Option(
        parts[0], parts[1].startsWith("C"), new BigDecimal(parts[1].substring(1)), day(parts[2]));
  }

  private static Row row(Iterator<String> words) {
    LocalDate date = day(words.next());
    String kind = words.next();
    BigDecimal amount = new BigDecimal(words.next());
    String replaces = words.hasNext() ? words.next() : null;
    int lot = words.hasNext() ? Integer.parseInt(words.next()) : 0;
    if (words.hasNext()) {
      words.next();
    }
    return new Row(date, kind, amount, replaces, lot, words.hasNext() ? day(words.next()) : null);
  }
}
