package io.afterclose.symbolbatch.repair;

import io.afterclose.quant.price.CorporateAction;
import io.afterclose.quant.price.CorporateAction.Kind;
import io.afterclose.quant.symbol.Symbol;
import io.afterclose.run.outcome.InvalidInputException;
import io.afterclose.symbolbatch.session.SymbolOption;
import java.math.BigDecimal;
import java.nio.file.Path;
import java.time.LocalDate;
import java.util.List;
import java.util.Objects;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/** What {@code actions add} states: one action, or those of a file. */
final class ActionOptions {

  @Parameters(index = "0", arity = "0..1", paramLabel = "SYMBOL", description = "The symbol.")
  private @Nullable String symbol;

  @Parameters(index = "1", arity = "0..1", paramLabel = "DATE", description = "The ex-date.")
  private @Nullable LocalDate date;

  @Option(names = "--symbol", paramLabel = "SYMBOL", description = "The symbol, by name.")
  private @Nullable String namedSymbol;

  @Option(names = "--date", paramLabel = "DATE", description = "The ex-date, by name.")
  private @Nullable LocalDate namedDate;

  @Option(
      names = "--kind",
      paramLabel = "KIND",
      description =
          "SPLIT, DIVIDEND, RENAME, STOCK_MERGER, CASH_MERGER, DELISTED, SPINOFF or"
              + " LISTING (the first session of another company under a ticker).")
  private @Nullable Kind kind;

  @Option(
      names = "--split",
      paramLabel = "RATIO",
      description = "Short for --kind SPLIT --ratio: new shares per old, such as 4 or 0.1.")
  private @Nullable BigDecimal split;

  @Option(
      names = "--dividend",
      paramLabel = "USD",
      description =
          "Short for --kind DIVIDEND --amount: cash per share as paid, all payments of"
              + " the day together.")
  private @Nullable BigDecimal dividend;

  @Option(
      names = "--to",
      paramLabel = "SYMBOL",
      description =
          "RENAME: the new symbol; STOCK_MERGER: the shares received; SPINOFF: the child.")
  private @Nullable String to;

  @Option(
      names = "--ratio",
      paramLabel = "RATIO",
      description = "SPLIT, STOCK_MERGER: new shares per old; SPINOFF: child shares per share.")
  private @Nullable BigDecimal ratio;

  @Option(
      names = "--amount",
      paramLabel = "USD",
      description = "DIVIDEND, CASH_MERGER, DELISTED (may be 0): cash per share.")
  private @Nullable BigDecimal amount;

  @Option(
      names = "--cash",
      paramLabel = "USD",
      description = "STOCK_MERGER: cash per old share beside the shares (default: 0).")
  private @Nullable BigDecimal cash;

  @Option(
      names = "--cost-share",
      paramLabel = "PART",
      description =
          "SPINOFF: the part of the cost that goes to the child, 0 to 1 (default: by the"
              + " first closes).")
  private @Nullable BigDecimal costShare;

  @Option(
      names = "--file",
      paramLabel = "FILE",
      description =
          "CSV with symbol,ex_date,kind,value,other_symbol,cash,cost_share; all of it or"
              + " nothing is added.")
  private @Nullable Path file;

  /**
   * The actions.
   *
   * @throws InvalidInputException when one cannot be used
   */
  List<CorporateAction> checked() {
    if (file == null) {
      return List.of(InvalidInputException.orThrow(() -> one().checked()));
    }
    if (Stream.of(
            symbol,
            date,
            namedSymbol,
            namedDate,
            kind,
            split,
            dividend,
            to,
            ratio,
            amount,
            cash,
            costShare)
        .anyMatch(Objects::nonNull)) {
      throw new InvalidInputException("--file names all of its actions; give nothing beside it");
    }
    return ActionsFile.read(file);
  }

  boolean isFile() {
    return file != null;
  }

  private StatedAction one() {
    Kind stated = kind();
    requireUnit(stated);
    return new StatedAction(
        checkedSymbol(),
        oneOf("the ex-date", date, namedDate),
        stated,
        Stream.of(split, dividend, ratio, amount).filter(Objects::nonNull).findFirst().orElse(null),
        to == null ? null : SymbolOption.parsed(to),
        cash,
        costShare);
  }

  private Symbol checkedSymbol() {
    return SymbolOption.parsed(oneOf("the symbol", symbol, namedSymbol));
  }

  private static <T> T oneOf(String what, @Nullable T first, @Nullable T second) {
    if ((first == null) == (second == null)) {
      throw new InvalidInputException(what + " was expected once, as an argument or by its option");
    }
    return first == null ? Objects.requireNonNull(second) : first;
  }

  private Kind kind() {
    List<Kind> kinds =
        Stream.of(kind, split == null ? null : Kind.SPLIT, dividend == null ? null : Kind.DIVIDEND)
            .filter(Objects::nonNull)
            .distinct()
            .toList();
    if (kinds.size() != 1) {
      throw new InvalidInputException("one of --kind, --split, --dividend or --file was expected");
    }
    return kinds.get(0);
  }

  /** A number is given once and by the option of its unit, so that no ratio is taken for USD. */
  private void requireUnit(Kind stated) {
    long values = Stream.of(split, dividend, ratio, amount).filter(Objects::nonNull).count();
    boolean wrongUnit = StatedAction.isRatio(stated) ? amount != null : ratio != null;
    if (values > 1 || wrongUnit) {
      throw new InvalidInputException(
          "a %s takes %s"
              .formatted(stated, StatedAction.isRatio(stated) ? "one --ratio" : "one --amount"));
    }
  }
}
