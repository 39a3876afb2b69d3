package io.afterclose.portfoliorefresh.broker.activity;

import io.afterclose.portfoliorefresh.broker.Blanks;
import io.afterclose.portfoliorefresh.broker.BrokerFormat;
import io.afterclose.portfoliorefresh.broker.FileDate;
import io.afterclose.portfoliorefresh.broker.FileLine;
import io.afterclose.portfoliorefresh.broker.FileText;
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
import java.util.ArrayList;
import java.util.Collections;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** Reads a file of activities, of a broker or made for this program. */
public final class ActivityFile {
  /** The sections of an activity statement of IBKR, and what their lines are. */
  private static final Map<String, ActionMeaning> IBKR_SECTIONS = sections();

  private final ActivityFacts facts;
  private final Notes notes = new Notes();
  private final List<ActivityLine> lines = new ArrayList<>();
  private final List<LineError> errors = new ArrayList<>();
  private final Map<String, List<Integer>> passed = new LinkedHashMap<>();

  private ActivityFile(ActivityFacts facts, List<LineError> unreadable) {
    this.facts = facts;
    this.errors.addAll(unreadable);
  }

  private static Map<String, ActionMeaning> sections() {
    Map<String, ActionMeaning> sections = new LinkedHashMap<>();
    sections.put("Trades", ActionMeaning.TRADE_BY_SIGN);
    sections.put("Transfers", ActionMeaning.TRANSFER_BY_SIGN);
    sections.put("Corporate Actions", ActionMeaning.MARKET_FACT);
    sections.put("Deposits & Withdrawals", ActionMeaning.TRANSFER_BY_SIGN);
    sections.put("Dividends", ActionMeaning.DIVIDEND);
    sections.put("Payment In Lieu Of Dividends", ActionMeaning.DIVIDEND);
    sections.put("Withholding Tax", ActionMeaning.TAX);
    sections.put("Interest", ActionMeaning.INTEREST);
    sections.put("Fees", ActionMeaning.FEE);
    sections.put("Other Fees", ActionMeaning.FEE);
    sections.put("Commission Adjustments", ActionMeaning.FEE);
    return Collections.unmodifiableMap(sections);
  }

  /**
   * The activities of the file, with every error of every line.
   *
   * @throws IOException if the reader fails
   * @throws IllegalArgumentException if a mapping names a column that there is not
   */
  public static ParsedActivities parse(Reader reader, ReadingOptions options) throws IOException {
    FileText file = FileText.read(reader);
    Optional<IbkrStatement> statement = IbkrStatement.of(file);
    if (statement.isPresent()) {
      return ofStatement(statement.get(), file, options);
    }
    TableFinder<ActivityColumn> finder =
        new TableFinder<>(file, ActivityColumn.vocabulary(), options.mappings());
    return finder
        .find()
        .map(table -> ofTable(table, file, options))
        .orElseGet(() -> none(options, file.errors(), finder.noTable()));
  }

  private static ParsedActivities none(
      ReadingOptions options, List<LineError> unreadable, LineError noTable) {
    return new ParsedActivities(
        Optional.ofNullable(options.format()).orElse(BrokerFormat.GENERIC),
        List.of(),
        List.of(),
        unreadable.isEmpty() ? List.of(noTable) : unreadable);
  }

  private static ParsedActivities ofStatement(
      IbkrStatement statement, FileText text, ReadingOptions options) {
    ActivityFile file =
        new ActivityFile(new ActivityFacts(BrokerFormat.IBKR, options, false), text.errors());
    file.notes.format(BrokerFormat.IBKR, options.format() == null);
    IBKR_SECTIONS.forEach(
        (section, meaning) -> {
          Table<ActivityColumn> table =
              statement.section(section, ActivityColumn.vocabulary(), options.mappings());
          boolean orders = hasLevel(table, "Order");
          for (Row<ActivityColumn> row : table.rows()) {
            file.read(row, Optional.of(meaning), orders);
          }
        });
    return file.parsed();
  }

  private static ParsedActivities ofTable(
      Table<ActivityColumn> table, FileText text, ReadingOptions options) {
    BrokerFormat format =
        Optional.ofNullable(options.format())
            .orElseGet(() -> BrokerFormat.of(table.header(), table.around()));
    ActivityFile file =
        new ActivityFile(ActivityFacts.of(format, options, table.separator()), text.errors());
    file.errors.addAll(table.errors());
    file.note(table, options);
    if (table.header().errors().isEmpty()) {
      boolean orders = hasLevel(table, "ORDER");
      for (Row<ActivityColumn> row : table.rows()) {
        file.read(row, ActionWords.meaning(row.cell(ActivityColumn.ACTION)), orders);
      }
    }
    return file.parsed();
  }

  private void note(Table<ActivityColumn> table, ReadingOptions options) {
    notes.format(facts.format(), options.format() == null);
    notes.separator(table.separator());
    notes.leftAlone(table.header().leftAlone());
    notes.passedOver(
        table.around().stream().filter(line -> !line.blank()).map(FileLine::number).toList(),
        "text around the table");
    options.mappings().stream()
        .filter(mapping -> !table.header().names(mapping.title()))
        .forEach(
            mapping ->
                errors.add(
                    LineError.quoting(
                        table.header().lineNumber(),
                        "header",
                        mapping.title(),
                        "a title of the file, as --map says it")));
  }

  private static boolean hasLevel(Table<ActivityColumn> table, String level) {
    return table.rows().stream().anyMatch(row -> isLevel(row, level));
  }

  private static boolean isLevel(Row<ActivityColumn> row, String level) {
    return Blanks.single(row.cell(ActivityColumn.LEVEL)).equalsIgnoreCase(level);
  }

  private void read(Row<ActivityColumn> row, Optional<ActionMeaning> meaning, boolean orders) {
    Optional<String> passedOver = reasonToPass(row, meaning, orders);
    if (passedOver.isPresent()) {
      passed.computeIfAbsent(passedOver.get(), what -> new ArrayList<>()).add(row.number());
      return;
    }
    RowReader<ActivityColumn> fields = new RowReader<>(row, facts.eitherWay());
    if (meaning.isEmpty()) {
      fields.refuse(
          ActivityColumn.ACTION,
          "an action such as BUY, SELL, DIVIDEND, DEPOSIT, FEE, TRANSFER IN");
    } else {
      parse(row, fields, meaning.get()).ifPresent(lines::add);
    }
    errors.addAll(fields.errors());
    if (FileDate.monthByCustom(row.cell(ActivityColumn.DATE))) {
      notes.add(
          "dates such as " + row.cell(ActivityColumn.DATE) + " are read with the month first");
    }
  }

  private Optional<ActivityLine> parse(
      Row<ActivityColumn> row, RowReader<ActivityColumn> fields, ActionMeaning meaning) {
    ActionMeaning taken =
        facts.format() != BrokerFormat.IBKR
            ? meaning
            : switch (meaning) {
              case BUY -> ActionMeaning.BUY_OR_COVER;
              case SELL -> ActionMeaning.SELL_OR_SHORT;
              default -> meaning;
            };
    return new ActivityParser(row, fields, facts, taken).parse();
  }

  private Optional<String> reasonToPass(
      Row<ActivityColumn> row, Optional<ActionMeaning> meaning, boolean orders) {
    if (NoTicker.isTotal(row.line().cell(0))
        || NoTicker.isTotal(row.cell(ActivityColumn.CURRENCY))) {
      return Optional.of("a total");
    }
    if (isLevel(row, "CLOSED_LOT") || isLevel(row, "ClosedLot")) {
      return Optional.of("a lot that a trade closed");
    }
    if (orders && (isLevel(row, "Trade") || isLevel(row, "EXECUTION"))) {
      return Optional.of("a part of an order");
    }
    boolean fund =
        facts.format().isSettlementFund(row.cell(ActivityColumn.SYMBOL))
            && meaning.filter(ActivityFile::changesUnits).isPresent();
    return fund
        ? ActionMeaning.WITHIN_CASH.passedOver()
        : meaning.flatMap(ActionMeaning::passedOver);
  }

  private static boolean changesUnits(ActionMeaning meaning) {
    return meaning == ActionMeaning.BUY || meaning == ActionMeaning.SELL;
  }

  private ParsedActivities parsed() {
    passed.forEach((what, numbers) -> notes.passedOver(numbers, what));
    if (errors.isEmpty() && lines.isEmpty()) {
      errors.add(new LineError(1, "line", "no activity", "at least one activity"));
    }
    References references = new References();
    List<ActivityLine> named = references.named(ordered());
    errors.addAll(references.errors());
    errors.sort(Comparator.comparingInt(LineError::lineNumber));
    return new ParsedActivities(facts.format(), named, notes.all(), errors);
  }

  /** Brokers write the newest first, unless the dates say otherwise. */
  private List<ActivityLine> ordered() {
    List<ActivityLine> ordered = new ArrayList<>(lines);
    if (newestFirst()) {
      Collections.reverse(ordered);
    }
    ordered.sort(
        Comparator.comparing(ActivityLine::date).thenComparing(line -> line.kind().order()));
    return ordered;
  }

  private boolean newestFirst() {
    if (lines.isEmpty() || facts.format() == BrokerFormat.IBKR) {
      return false;
    }
    int direction = lines.get(0).date().compareTo(lines.get(lines.size() - 1).date());
    return direction == 0 ? facts.format() != BrokerFormat.GENERIC : direction > 0;
  }
}
