package io.afterclose.portfoliorefresh.broker.positions;

import io.afterclose.portfoliorefresh.broker.BrokerFormat;
import io.afterclose.portfoliorefresh.broker.FileDate;
import io.afterclose.portfoliorefresh.broker.FileLine;
import io.afterclose.portfoliorefresh.broker.Notes;
import io.afterclose.portfoliorefresh.broker.Reading;
import io.afterclose.portfoliorefresh.broker.ReadingOptions;
import io.afterclose.portfoliorefresh.broker.Row;
import io.afterclose.portfoliorefresh.broker.RowReader;
import io.afterclose.portfoliorefresh.broker.Separator;
import io.afterclose.quant.symbol.InvestmentClass;
import java.time.LocalDate;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** What holds for all lines of a file. */
final class FileFacts {
  private static final List<Pattern> DATED =
      List.of(
          Pattern.compile("(?i)\\bas of\\b.*"),
          Pattern.compile("(?i)\\bperiod\\b.*"),
          Pattern.compile("(?i)\\b(?:downloaded|generated|exported)\\b.*"));
  private static final Set<String> TRADED =
      Set.of("", "STK", "OPT", "FUND", "STOCKS", "EQUITY AND INDEX OPTIONS");

  private final BrokerFormat format;
  private final ReadingOptions options;
  private final boolean eitherWay;
  private final Optional<LocalDate> stated;
  private final Notes notes;
  private Optional<LocalDate> seen = Optional.empty();

  FileFacts(
      BrokerFormat format,
      ReadingOptions options,
      Separator separator,
      List<FileLine> around,
      Notes notes) {
    this.format = format;
    this.options = options;
    this.eitherWay = separator == Separator.SEMICOLON;
    this.stated = stated(around);
    this.notes = notes;
  }

  /** The day that the text around a table names. */
  private static Optional<LocalDate> stated(List<FileLine> around) {
    return DATED.stream()
        .flatMap(
            pattern ->
                around.stream()
                    .map(line -> pattern.matcher(line.text()))
                    .filter(Matcher::find)
                    .flatMap(found -> FileDate.lastIn(found.group()).stream()))
        .findFirst();
  }

  BrokerFormat format() {
    return format;
  }

  ReadingOptions options() {
    return options;
  }

  /** Whether decimal commas and the day first are possible. */
  boolean eitherWay() {
    return eitherWay;
  }

  /** A day that lies in the calendar and is not to come; refused otherwise. */
  Optional<LocalDate> knownDay(RowReader<Column> fields, Column column) {
    return fields.check(column, fields.date(column), options::known, options.knownDays());
  }

  /** The day of which a line is: as its owner says, else the line, else the file. */
  Optional<LocalDate> dayOf(RowReader<Column> fields) {
    Optional<LocalDate> said = options.asOf().day(options.today());
    return said.or(() -> knownDay(fields, Column.AS_OF))
        .or(() -> fields.refused(Column.AS_OF) ? Optional.empty() : stated)
        .filter(options::known)
        .map(this::noted);
  }

  private LocalDate noted(LocalDate day) {
    notes.day(day, options.session(day));
    seen = Optional.of(options.session(day));
    return day;
  }

  /** The day of a file as a whole; empty if neither its owner nor the file says one. */
  Optional<LocalDate> day() {
    return options.asOf().day(options.today()).or(() -> stated).filter(options::known);
  }

  /** The session of the file as a whole, or of its last line that says one. */
  Optional<LocalDate> session() {
    return day().map(options::session).or(() -> seen);
  }

  /** On which day a dated line counts its quantity: brokers show shares as they are now. */
  Optional<LocalDate> countedOn(RowReader<Column> fields) {
    if (options.asOf().isEntry()) {
      return Optional.empty();
    }
    return format == BrokerFormat.GENERIC ? options.asOf().day(options.today()) : dayOf(fields);
  }

  /**
   * Refuses what is no share, fund or option by the broker's own word, unless a class is stated.
   */
  <T> Reading<T> traded(Row<Column> row, Optional<InvestmentClass> stated, Reading<T> read) {
    String sort = row.cell(Column.ASSET).toUpperCase(Locale.ROOT);
    boolean known = format != BrokerFormat.IBKR || stated.isPresent() || TRADED.contains(sort);
    return known
        ? read
        : Reading.refused(
            "a share, a fund or an option, or a class for what the broker calls " + sort);
  }

  void noteWithoutCost(int line) {
    notes.withoutCost(line);
  }
}
