package io.afterclose.portfoliorefresh.keeping.file;

import io.afterclose.market.price.CorporateActionStore;
import io.afterclose.market.universe.OptionRootStore;
import io.afterclose.portfolio.position.NewPosition;
import io.afterclose.portfoliorefresh.broker.LineError;
import io.afterclose.portfoliorefresh.broker.positions.PositionLine;
import io.afterclose.portfoliorefresh.keeping.ActionsSinceEntry;
import io.afterclose.quant.price.CorporateAction;
import io.afterclose.quant.symbol.InvestmentClass;
import io.afterclose.quant.symbol.OptionContract;
import io.afterclose.quant.symbol.OptionRoots;
import io.afterclose.quant.symbol.Symbol;
import java.math.BigDecimal;
import java.math.MathContext;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.function.Function;
import java.util.stream.Collectors;

/**
 * Holds the lines of a file against what is stored: a split that makes a quantity ambiguous, a
 * merger or spin-off that makes it unusable, an option's root in the place of a ticker.
 */
final class StoredFacts {
  private final CorporateActionStore actions;
  private final OptionRoots roots;
  private final LocalDate today;
  private final List<PositionLine> lines = new ArrayList<>();
  private final List<String> notes = new ArrayList<>();
  private final List<LineError> errors = new ArrayList<>();

  private StoredFacts(CorporateActionStore actions, OptionRoots roots, LocalDate today) {
    this.actions = actions;
    this.roots = roots;
    this.today = today;
  }

  /**
   * Checks lines.
   *
   * @param today the last day whose splits may be meant
   */
  static StoredFacts check(
      List<PositionLine> lines,
      CorporateActionStore actions,
      OptionRootStore roots,
      LocalDate today) {
    StoredFacts facts = new StoredFacts(actions, roots.roots(), today);
    lines.forEach(facts::checkRoot);
    facts.checkSplits();
    facts.checkActions();
    return facts;
  }

  /** The lines, option roots replaced by the ticker of their share. */
  List<PositionLine> lines() {
    return List.copyOf(lines);
  }

  List<String> notes() {
    return List.copyOf(notes);
  }

  List<LineError> errors() {
    return List.copyOf(errors);
  }

  private void checkRoot(PositionLine line) {
    NewPosition position = line.position();
    String text = position.symbol().text();
    if (position.investmentClass() != InvestmentClass.PUBLIC
        || line.classStated()
        || !roots.lists(text)) {
      lines.add(line);
      return;
    }
    Optional<Symbol> share = roots.listedShare(text);
    share.ifPresentOrElse(
        ticker -> {
          lines.add(line.in(ticker));
          notes.add("line " + line.lineNumber() + ": " + text + " is read as " + ticker);
        },
        () ->
            errors.add(
                LineError.quoting(
                    line.lineNumber(),
                    "symbol",
                    text,
                    "a share, a fund or an option: this is an index; or a class"
                        + " (--class \""
                        + text
                        + "=PUBLIC\")")));
  }

  /** A split between the entry and today, and nobody said which shares are counted. */
  private void checkSplits() {
    List<PositionLine> open = lines.stream().filter(line -> !line.quantityDateStated()).toList();
    List<CorporateAction> splits = splits(open);
    for (PositionLine line : open) {
      String meant =
          splits.stream()
              .filter(split -> concerns(split, line.position()))
              .map(split -> ratio(split.value()) + " on " + split.exDate())
              .collect(Collectors.joining(", "));
      if (!meant.isEmpty()) {
        errors.add(ambiguous(line, meant));
      }
    }
  }

  private void checkActions() {
    ActionsSinceEntry since =
        ActionsSinceEntry.of(actions, lines.stream().map(PositionLine::position).toList());
    for (PositionLine line : lines) {
      NewPosition position = line.position();
      since
          .refusal(position)
          .ifPresent(
              expected ->
                  errors.add(
                      new LineError(
                          line.lineNumber(),
                          "quantity",
                          position.quantity().toPlainString() + " of " + position.quantityAsOf(),
                          expected)));
    }
  }

  private List<CorporateAction> splits(List<PositionLine> open) {
    List<Symbol> symbols =
        open.stream()
            .map(line -> share(line.position()))
            .flatMap(Optional::stream)
            .distinct()
            .toList();
    return open.stream()
        .map(line -> line.position().entryDate())
        .min(LocalDate::compareTo)
        .map(first -> actions.between(first.plusDays(1), today, symbols))
        .orElse(List.of())
        .stream()
        .filter(action -> action.kind() == CorporateAction.Kind.SPLIT)
        .toList();
  }

  private Optional<Symbol> share(NewPosition position) {
    return switch (position.investmentClass()) {
      case PUBLIC -> Optional.of(position.symbol());
      case OPTIONS -> OptionContract.parse(position.symbol().text()).flatMap(roots::underlying);
      case PRIVATE -> Optional.empty();
    };
  }

  private boolean concerns(CorporateAction split, NewPosition position) {
    LocalDate end = Objects.requireNonNullElse(position.exitDate(), today);
    return share(position).filter(split.symbol()::equals).isPresent()
        && split.exDate().isAfter(position.entryDate())
        && !split.exDate().isAfter(end);
  }

  private static LineError ambiguous(PositionLine line, String splits) {
    NewPosition position = line.position();
    return new LineError(
        line.lineNumber(),
        "quantity",
        position.quantity().toPlainString() + " of " + position.symbol() + ", split " + splits,
        "to know whether it counts the shares of today (--as-of today), of the purchase on "
            + position.entryDate()
            + " (--as-of entry) or of a day (--as-of DATE, or quantity_as_of)");
  }

  private static String ratio(BigDecimal value) {
    Function<BigDecimal, String> plain = number -> number.stripTrailingZeros().toPlainString();
    return value.compareTo(BigDecimal.ONE) >= 0
        ? plain.apply(value) + ":1"
        : "1:" + plain.apply(BigDecimal.ONE.divide(value, MathContext.DECIMAL32));
  }
}
