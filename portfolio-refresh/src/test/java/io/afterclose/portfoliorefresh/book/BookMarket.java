package io.afterclose.portfoliorefresh.book;

import io.afterclose.portfoliorefresh.book.BookCase.Action;
import io.afterclose.portfoliorefresh.book.BookCase.Lot;
import io.afterclose.portfoliorefresh.book.BookCase.Option;
import io.afterclose.portfoliorefresh.book.BookCase.Value;
import java.math.BigDecimal;
import java.math.MathContext;
import java.math.RoundingMode;
import java.time.LocalDate;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** What a unit of a lot is worth on a session of a case. */
final class BookMarket {

  private static final MathContext EXACT = MathContext.DECIMAL128;
  private static final int STALE = 5;

  private final BookCase book;

  BookMarket(BookCase book) {
    this.book = book;
  }

  Optional<BigDecimal> close(String symbol, LocalDate session) {
    return Optional.ofNullable(book.closes().getOrDefault(symbol, Map.of()).get(session));
  }

  /** The close of a session, else one at most five sessions older, carried to the session. */
  Optional<BigDecimal> shareOn(String symbol, LocalDate session) {
    int day = BookFile.SESSIONS.indexOf(session);
    for (int i = day; i >= Math.max(0, day - STALE); i--) {
      LocalDate of = BookFile.SESSIONS.get(i);
      Optional<BigDecimal> close = close(symbol, of);
      if (close.isPresent()) {
        return carried(symbol, close.get(), of, session);
      }
    }
    return Optional.empty();
  }

  private Optional<BigDecimal> carried(
      String symbol, BigDecimal close, LocalDate from, LocalDate to) {
    BigDecimal price = close;
    List<Action> between =
        book.actions().stream()
            .filter(action -> action.symbol().equals(symbol))
            .filter(action -> action.date().isAfter(from) && !action.date().isAfter(to))
            .sorted(Comparator.comparing(Action::date).thenComparing(a -> rank(a.kind())))
            .toList();
    for (Action action : between) {
      switch (action.kind()) {
        case "SPLIT" -> price = price.divide(action.value(), EXACT);
        case "DIVIDEND" -> price = price.subtract(action.value());
        case "SPINOFF" -> {
          return Optional.empty();
        }
        default -> {}
      }
    }
    return Optional.of(price);
  }

  /** A split counts before a dividend of the same day. */
  static int rank(String kind) {
    return List.of(
            "SPINOFF", "SPLIT", "RENAME", "STOCK_MERGER", "CASH_MERGER", "DELISTED", "DIVIDEND")
        .indexOf(kind);
  }

  /** USD per contract's unit; whole splits of the share lower the strike of what is quoted. */
  Optional<BigDecimal> optionOn(Lot lot, Option option, LocalDate session) {
    Optional<BigDecimal> splits = wholeSplits(lot, option, session);
    return splits.flatMap(
        s -> shareOn(quoted(lot.symbol(), option, s), session).map(price -> price.multiply(s)));
  }

  /** The name under which a case writes the closes of the contract after splits. */
  private static String quoted(String symbol, Option option, BigDecimal splits) {
    if (splits.compareTo(BigDecimal.ONE) == 0) {
      return symbol;
    }
    String strike =
        option
            .strike()
            .divide(splits, 3, RoundingMode.UNNECESSARY)
            .stripTrailingZeros()
            .toPlainString();
    return symbol.replaceFirst("/([CP])[^@]*@", "/$1" + strike + "@");
  }

  /** Splits of the share since the contract was bought; empty where one is no whole number. */
  private Optional<BigDecimal> wholeSplits(Lot lot, Option option, LocalDate session) {
    BigDecimal all = BigDecimal.ONE;
    for (Action action : book.actions()) {
      if (action.kind().equals("SPLIT")
          && action.symbol().equals(option.root())
          && action.date().isAfter(lot.asOf())
          && !action.date().isAfter(session)) {
        all = all.multiply(action.value());
      }
    }
    return all.stripTrailingZeros().scale() <= 0 ? Optional.of(all) : Optional.empty();
  }

  /** What a unit of an option is worth at the close of its last session. */
  Optional<BigDecimal> settlement(Lot lot, Option option, LocalDate session) {
    return wholeSplits(lot, option, session)
        .flatMap(
            splits ->
                close(option.root(), session)
                    .map(close -> option.intrinsic(close.multiply(splits))));
  }

  /** The latest manual valuation per unit, else the entry price. */
  BigDecimal privateOn(int number, Lot lot, LocalDate session) {
    return book.values().stream()
        .filter(value -> value.lot() == number && !value.date().isAfter(session))
        .max(Comparator.comparing(Value::date))
        .map(Value::perUnit)
        .orElse(lot.entryPrice());
  }

  /** The first close of a symbol on or after a day. */
  BigDecimal firstClose(String symbol, LocalDate day) {
    return book.closes().getOrDefault(symbol, Map.of()).entrySet().stream()
        .filter(close -> !close.getKey().isBefore(day))
        .findFirst()
        .orElseThrow()
        .getValue();
  }
}
