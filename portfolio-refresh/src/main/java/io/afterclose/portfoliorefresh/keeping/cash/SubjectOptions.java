package io.afterclose.portfoliorefresh.keeping.cash;

import io.afterclose.calendar.TradingCalendar;
import io.afterclose.database.connection.Database;
import io.afterclose.portfolio.position.CashMovement.Kind;
import io.afterclose.portfolio.position.CashSubject;
import io.afterclose.portfolio.position.ImpliedKind;
import io.afterclose.portfolio.position.InvalidPortfolioException;
import io.afterclose.portfolio.position.NewCashMovement;
import io.afterclose.portfolio.position.Portfolio;
import io.afterclose.portfolio.position.PortfolioStore;
import io.afterclose.portfoliorefresh.keeping.LotOption;
import io.afterclose.portfoliorefresh.keeping.OptionValues;
import io.afterclose.portfoliorefresh.keeping.StatedDay;
import io.afterclose.portfoliorefresh.snapshot.SnapshotComponents;
import io.afterclose.portfoliorefresh.valuation.ImpliedRow;
import io.afterclose.portfoliorefresh.valuation.ImpliedRows;
import io.afterclose.quant.symbol.Symbol;
import io.afterclose.run.execution.ProcessContext;
import java.time.LocalDate;
import java.util.List;
import java.util.Optional;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Option;

/** The options that say what a cash row is about, and which implied row it replaces. */
final class SubjectOptions {

  private static final int MAX_LISTED = 20;

  /** What a TRADE can stand for. */
  enum Trade {
    ENTRY,
    EXIT,
    SETTLEMENT,
    ACTION
  }

  @Option(
      names = "--position",
      paramLabel = "POSITION",
      description = "The position it is about, as 'position list' shows it.")
  private @Nullable String position;

  @Option(
      names = "--symbol",
      paramLabel = "SYMBOL",
      description = "Of a DIVIDEND: all lots of this symbol, shared by quantity.")
  private @Nullable String symbol;

  @Option(
      names = "--replaces",
      paramLabel = "ROW",
      description =
          "Of a TRADE: ${COMPLETION-CANDIDATES}; may be left out where the position"
              + " trades once on the date.")
  private @Nullable Trade replaces;

  @Option(
      names = "--ex-date",
      paramLabel = "DATE",
      description = "Of the DIVIDEND or ACTION that it replaces; else the date.")
  private @Nullable String exDate;

  /** Refuses what does not suit the kind. */
  void check(ProcessContext process, Kind kind) {
    refuse(position != null && symbol != null, "--symbol", symbol, "a position or a symbol");
    refuse(position != null && !kind.hasSubject(), "--position", position, "none for a " + kind);
    refuse(symbol != null && kind != Kind.DIVIDEND, "--symbol", symbol, "none for a " + kind);
    refuse(
        replaces != null && (kind != Kind.TRADE || position == null),
        "--replaces",
        String.valueOf(replaces),
        "none but for a TRADE of a position");
    refuse(
        exDate != null && kind != Kind.DIVIDEND && replaces != Trade.ACTION,
        "--ex-date",
        exDate,
        "none but for a DIVIDEND or an ACTION");
    if (exDate != null) {
      StatedDay.of(process, "--ex-date", exDate);
    }
  }

  private static void refuse(boolean wrong, String option, @Nullable String text, String expected) {
    if (wrong) {
      throw OptionValues.refused(option, String.valueOf(text), expected);
    }
  }

  /** What the row is about; it names an implied row that exists, or none. */
  CashSubject select(
      ProcessContext process, Database opened, Portfolio portfolio, NewCashMovement row) {
    if (position == null && symbol == null) {
      return CashSubject.NONE;
    }
    Optional<Long> lot =
        Optional.ofNullable(position).map(text -> LotOption.selected(text, opened, portfolio).id());
    if (!row.kind().replacesImplied()) {
      return CashSubject.position(lot.orElseThrow());
    }
    ImpliedRows implied = implied(process, opened, portfolio);
    List<ImpliedRow> own =
        implied.replaceable().stream()
            .filter(found -> found.kind().kind() == row.kind())
            .filter(found -> isAbout(found, lot))
            .toList();
    CashSubject subject = subject(row, lot, own);
    if (implied.namedBy(subject).isEmpty()) {
      throw none(own);
    }
    return subject;
  }

  private boolean isAbout(ImpliedRow found, Optional<Long> lot) {
    return lot.map(key -> found.position().id() == key)
        .orElseGet(() -> found.symbol().equals(parsedSymbol()));
  }

  private Symbol parsedSymbol() {
    return OptionValues.checked(() -> Symbol.of(String.valueOf(symbol)));
  }

  private CashSubject subject(NewCashMovement row, Optional<Long> lot, List<ImpliedRow> own) {
    LocalDate named = exDate == null ? row.date() : OptionValues.date("--ex-date", exDate);
    if (row.kind() == Kind.DIVIDEND) {
      return lot.map(key -> CashSubject.dividend(key, named))
          .orElseGet(() -> CashSubject.dividend(parsedSymbol(), named));
    }
    ImpliedKind kind =
        replaces == null ? traded(row.date(), own) : ImpliedKind.valueOf(replaces.name());
    return kind == ImpliedKind.ACTION
        ? CashSubject.action(lot.orElseThrow(), named)
        : CashSubject.trade(kind, lot.orElseThrow());
  }

  /** The one row that the position implies on a day. */
  private static ImpliedKind traded(LocalDate day, List<ImpliedRow> own) {
    List<ImpliedRow> ofDay = own.stream().filter(row -> row.date().equals(day)).toList();
    if (ofDay.size() != 1) {
      throw none(own);
    }
    return ofDay.get(0).kind();
  }

  private static ImpliedRows implied(ProcessContext process, Database opened, Portfolio portfolio) {
    LocalDate today = LocalDate.ofInstant(process.clock().instant(), TradingCalendar.NEW_YORK);
    try {
      return new SnapshotComponents(opened.dataSource(), process.calendar(), process.clock())
          .impliedRows(
              new PortfolioStore(opened.dataSource(), process.clock()).history(portfolio), today);
    } catch (InvalidPortfolioException invalid) {
      throw OptionValues.refused(String.valueOf(invalid.getMessage()));
    }
  }

  private static RuntimeException none(List<ImpliedRow> own) {
    String found =
        own.stream()
            .limit(MAX_LISTED)
            .map(
                row ->
                    "%s %s of %s (%s USD)"
                        .formatted(
                            row.kind(),
                            row.date(),
                            row.symbol()
                                + "@"
                                + row.position().entryDate()
                                + "#"
                                + row.position().id(),
                            row.amount().stripTrailingZeros().toPlainString()))
            .collect(Collectors.joining(", "));
    return OptionValues.refused(
        "expected --replaces or --ex-date that names a row which the position implies, found "
            + (found.isEmpty() ? "no such row at all" : "only " + found));
  }
}
