package io.afterclose.portfoliorefresh.broker.positions;

import io.afterclose.portfoliorefresh.broker.Amount;
import io.afterclose.portfoliorefresh.broker.BrokerFormat;
import io.afterclose.portfoliorefresh.broker.FileDate;
import io.afterclose.portfoliorefresh.broker.FileLine;
import io.afterclose.portfoliorefresh.broker.FileText;
import io.afterclose.portfoliorefresh.broker.Header;
import io.afterclose.portfoliorefresh.broker.IbkrStatement;
import io.afterclose.portfoliorefresh.broker.LineError;
import io.afterclose.portfoliorefresh.broker.NoTicker;
import io.afterclose.portfoliorefresh.broker.Notes;
import io.afterclose.portfoliorefresh.broker.ReadingOptions;
import io.afterclose.portfoliorefresh.broker.Row;
import io.afterclose.portfoliorefresh.broker.RowReader;
import io.afterclose.portfoliorefresh.broker.Table;
import io.afterclose.portfoliorefresh.broker.TableFinder;
import java.io.IOException;
import java.io.Reader;
import java.math.BigDecimal;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;

/** Reads a file of positions, of a broker or made for this program. */
public final class PositionsFile {
  private final ReadingOptions options;
  private final Table<Column> table;
  private final FileFacts facts;
  private final Notes notes = new Notes();
  private final List<PositionLine> lines = new ArrayList<>();
  private final List<LineError> errors = new ArrayList<>();
  private Optional<CashBalance> cash;

  private PositionsFile(Table<Column> table, ReadingOptions options, Optional<BigDecimal> cash) {
    this.table = table;
    this.options = options;
    BrokerFormat format =
        Optional.ofNullable(options.format())
            .orElseGet(() -> BrokerFormat.of(table.header(), table.around()));
    this.facts = new FileFacts(format, options, table.separator(), table.around(), notes);
    this.cash =
        cash.flatMap(usd -> facts.day().map(day -> new CashBalance(usd, options.session(day))));
  }

  /**
   * The positions and cash of the file, with every error of every line.
   *
   * @throws IOException if the reader fails
   * @throws IllegalArgumentException if a mapping names a column that there is not
   */
  public static ParsedPositions parse(Reader reader, ReadingOptions options) throws IOException {
    FileText file = FileText.read(reader);
    Optional<IbkrStatement> statement = IbkrStatement.of(file);
    if (statement.isPresent()) {
      IbkrStatement ibkr = statement.get();
      return new PositionsFile(
              ibkr.section("Open Positions", Column.vocabulary(), options.mappings()),
              options,
              ibkr.endingCash())
          .read(file.errors());
    }
    TableFinder<Column> finder = new TableFinder<>(file, Column.vocabulary(), options.mappings());
    return finder
        .find()
        .map(table -> new PositionsFile(table, options, Optional.empty()).read(file.errors()))
        .orElseGet(() -> none(options, file.errors(), finder.noTable()));
  }

  private static ParsedPositions none(
      ReadingOptions options, List<LineError> unreadable, LineError noTable) {
    return new ParsedPositions(
        Optional.ofNullable(options.format()).orElse(BrokerFormat.GENERIC),
        Optional.empty(),
        List.of(),
        Optional.empty(),
        List.of(),
        unreadable.isEmpty() ? List.of(noTable) : unreadable);
  }

  private ParsedPositions read(List<LineError> unreadable) {
    note();
    errors.addAll(unreadable);
    errors.addAll(table.errors());
    errors.addAll(headerErrors());
    if (table.header().errors().isEmpty() && headerErrors().isEmpty()) {
      readRows();
    }
    if (errors.isEmpty() && lines.isEmpty() && cash.isEmpty()) {
      errors.add(
          new LineError(
              table.header().lineNumber() + 1, "line", "no position", "at least one position"));
    }
    errors.sort(Comparator.comparingInt(LineError::lineNumber));
    return new ParsedPositions(facts.format(), facts.session(), lines, cash, notes.all(), errors);
  }

  private void note() {
    notes.format(facts.format(), options.format() == null);
    notes.separator(table.separator());
    notes.leftAlone(table.header().leftAlone());
    notes.passedOver(
        table.around().stream().filter(line -> !line.blank()).map(FileLine::number).toList(),
        "text around the table");
  }

  /** What is missing from the whole file is told once, not line by line. */
  private List<LineError> headerErrors() {
    List<LineError> missing = new ArrayList<>(unmapped());
    Header<Column> header = table.header();
    if (!header.has(Column.ENTRY_DATE) && !header.has(Column.AS_OF) && facts.day().isEmpty()) {
      missing.add(
          lacking("entry_date", "it, or --as-of DATE: on which day the positions are held"));
    }
    if (Stream.of(Column.ENTRY_PRICE, Column.COST, Column.PRICE, Column.VALUE)
        .noneMatch(header::has)) {
      missing.add(lacking("entry_price", "it, or a total cost"));
    }
    return missing;
  }

  private LineError lacking(String column, String expected) {
    return new LineError(
        table.header().lineNumber(),
        "header",
        "no " + column,
        expected + "; --map \"TITLE=" + column + "\" says which title means it");
  }

  private List<LineError> unmapped() {
    return options.mappings().stream()
        .filter(mapping -> !table.header().names(mapping.title()))
        .map(
            mapping ->
                LineError.quoting(
                    table.header().lineNumber(),
                    "header",
                    mapping.title(),
                    "a title of the file, as --map says it"))
        .toList();
  }

  private void readRows() {
    Map<String, List<Integer>> passed = new LinkedHashMap<>();
    boolean lots = table.rows().stream().anyMatch(row -> isLevel(row, "LOT"));
    for (Row<Column> row : table.rows()) {
      Optional<String> reason = reasonToPass(row, lots);
      if (reason.isPresent()) {
        passed.computeIfAbsent(reason.get(), what -> new ArrayList<>()).add(row.number());
      } else if (CashLine.is(facts.format(), row)) {
        readCash(row);
      } else {
        readPosition(row);
      }
    }
    passed.forEach((what, numbers) -> notes.passedOver(numbers, what));
    noteRepeated();
  }

  private static boolean isLevel(Row<Column> row, String level) {
    return row.cell(Column.LEVEL).equalsIgnoreCase(level);
  }

  private Optional<String> reasonToPass(Row<Column> row, boolean lots) {
    String symbol = row.cell(Column.SYMBOL);
    if (NoTicker.isTotal(symbol) || (symbol.isEmpty() && NoTicker.isTotal(row.line().cell(0)))) {
      return Optional.of("a total");
    }
    if (lots && isLevel(row, "SUMMARY")) {
      return Optional.of("a sum of lots");
    }
    boolean nothing =
        facts.format() != BrokerFormat.GENERIC
            && !CashLine.is(facts.format(), row)
            && Optional.ofNullable(Amount.read(row.cell(Column.QUANTITY), false).value())
                .filter(quantity -> quantity.signum() == 0)
                .isPresent();
    return nothing ? Optional.of("a quantity of 0") : Optional.empty();
  }

  private void readPosition(Row<Column> row) {
    RowReader<Column> fields = new RowReader<>(row, facts.eitherWay());
    PositionParser.parse(row, fields, facts).ifPresent(lines::add);
    errors.addAll(fields.errors());
    if (FileDate.monthByCustom(row.cell(Column.ENTRY_DATE))) {
      notes.add("dates such as " + row.cell(Column.ENTRY_DATE) + " are read with the month first");
    }
  }

  private void readCash(Row<Column> row) {
    RowReader<Column> fields = new RowReader<>(row, facts.eitherWay());
    Optional<BigDecimal> amount =
        fields.number(Column.VALUE).or(() -> fields.number(Column.QUANTITY));
    Optional<LocalDate> day = facts.dayOf(fields).map(options::session);
    if (amount.isEmpty() && fields.errors().isEmpty()) {
      fields.refuse(Column.VALUE, "the amount of cash");
    }
    if (day.isEmpty() && fields.errors().isEmpty()) {
      fields.refuse(Column.AS_OF, "--as-of DATE: the file does not say of which day its cash is");
    }
    errors.addAll(fields.errors());
    amount.ifPresent(usd -> day.ifPresent(date -> addCash(usd, date)));
  }

  private void addCash(BigDecimal usd, LocalDate date) {
    BigDecimal before = cash.map(CashBalance::amount).orElse(BigDecimal.ZERO);
    cash = Optional.of(new CashBalance(before.add(usd), date));
  }

  private void noteRepeated() {
    Map<Object, List<Integer>> numbers = new LinkedHashMap<>();
    lines.forEach(
        line ->
            numbers
                .computeIfAbsent(line.position(), position -> new ArrayList<>())
                .add(line.lineNumber()));
    numbers.values().stream()
        .filter(same -> same.size() > 1)
        .forEach(same -> notes.add("lines " + same + " say the same: each makes a lot of its own"));
  }
}
