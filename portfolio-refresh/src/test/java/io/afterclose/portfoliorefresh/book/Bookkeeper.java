package io.afterclose.portfoliorefresh.book;

import io.afterclose.portfoliorefresh.book.BookCase.Action;
import io.afterclose.portfoliorefresh.book.BookCase.Lot;
import io.afterclose.portfoliorefresh.book.BookCase.Option;
import java.math.BigDecimal;
import java.math.MathContext;
import java.math.RoundingMode;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.NavigableMap;
import java.util.Optional;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/**
 * Carries a case forward one calendar day after the other, as a person with a ledger does. The
 * profit is added up from what each lot and row earned; it is never a difference of net asset
 * values, so that the two check each other.
 */
final class Bookkeeper {

  private static final MathContext EXACT = MathContext.DECIMAL128;

  /**
   * @param profit null where the day has no base
   * @param flows cumulative, USD
   */
  record Day(BigDecimal nav, @Nullable BigDecimal profit, BigDecimal flows) {
    @Override
    public String toString() {
      return nav + " " + (profit == null ? "-" : profit) + " " + flows;
    }
  }

  private final BookCase book;
  private final BookMarket market;
  private final BookCash cash;
  private final List<Pile> piles = new ArrayList<>();
  private final NavigableMap<LocalDate, Day> days = new TreeMap<>();
  private BigDecimal earned = BigDecimal.ZERO;
  private boolean busy;
  private boolean before;

  private Bookkeeper(BookCase book) {
    this.book = book;
    this.market = new BookMarket(book);
    this.cash = new BookCash(book.rows());
    for (Lot lot : book.lots()) {
      piles.add(new Pile(piles.size() + 1, lot));
    }
  }

  /** The snapshots of d1 … d10 that are expected, by date. */
  static NavigableMap<LocalDate, Day> keep(BookCase book) {
    Bookkeeper keeper = new Bookkeeper(book);
    LocalDate last = BookFile.SESSIONS.get(10);
    for (LocalDate day = LocalDate.of(2022, 1, 3); !day.isAfter(last); day = day.plusDays(1)) {
      keeper.day(day);
    }
    return keeper.days;
  }

  private void day(LocalDate day) {
    book.actions().stream()
        .filter(action -> action.date().equals(day))
        .sorted(Comparator.comparing(action -> BookMarket.rank(action.kind())))
        .forEach(this::act);
    piles.forEach(pile -> enter(pile, day));
    piles.forEach(pile -> exit(pile, day));
    busy |= book.rows().stream().anyMatch(row -> row.date().equals(day));
    int session = BookFile.SESSIONS.indexOf(day);
    if (session >= 0) {
      piles.forEach(pile -> expire(pile, day));
    }
    earned = earned.add(cash.rows(day));
    if (session >= 0) {
      piles.forEach(pile -> mark(pile, day));
    }
    if (session == 0) {
      before = busy || held();
      earned = BigDecimal.ZERO;
      busy = held() || cash.inNav().signum() != 0;
    }
    if (session > 0) {
      close(day);
    }
  }

  private boolean held() {
    return piles.stream().anyMatch(pile -> pile.entered && !pile.ended);
  }

  /** Makes the snapshot of a session where one is expected. */
  private void close(LocalDate day) {
    boolean holds = held() || cash.inNav().signum() != 0;
    if (busy || holds) {
      BigDecimal nav =
          piles.stream()
              .filter(pile -> !pile.ended && priced(pile, day))
              .map(pile -> pile.value)
              .reduce(cash.inNav(), BigDecimal::add);
      boolean noBase = days.isEmpty() && before;
      days.put(day, new Day(cents(nav), noBase ? null : cents(earned), cents(cash.flows())));
    }
    before |= busy;
    earned = BigDecimal.ZERO;
    busy = holds;
  }

  private static BigDecimal cents(BigDecimal amount) {
    return amount.setScale(2, RoundingMode.HALF_UP);
  }

  private void act(Action action) {
    List<Pile> affected =
        piles.stream()
            .filter(pile -> pile.shares() && pile.carriedInto(action.date()))
            .filter(pile -> pile.unitsOf(action.symbol()).signum() != 0)
            .toList();
    List<Pile> staying =
        affected.stream().filter(pile -> !pile.lot.exitedBy(action.date())).toList();
    switch (action.kind()) {
      case "SPLIT" -> affected.forEach(pile -> pile.multiply(action.symbol(), action.value()));
      case "DIVIDEND" -> affected.forEach(pile -> paid(pile, action, "DIVIDEND", action.value()));
      case "RENAME" -> affected.forEach(pile -> swap(pile, action, BigDecimal.ONE));
      case "CASH_MERGER", "DELISTED" ->
          staying.forEach(
              pile -> {
                paid(pile, action, "ACTION", action.value());
                end(pile);
              });
      case "STOCK_MERGER" -> {
        staying.forEach(pile -> paid(pile, action, "ACTION", action.cash()));
        staying.forEach(pile -> swap(pile, action, action.value()));
        fractions(staying, action);
      }
      case "SPINOFF" -> {
        staying.forEach(
            pile ->
                pile.units.put(
                    action.into(), pile.unitsOf(action.symbol()).multiply(action.value())));
        fractions(staying, action);
      }
      default -> throw new IllegalArgumentException(action.kind());
    }
  }

  private void paid(Pile pile, Action action, String what, BigDecimal perShare) {
    if (perShare.signum() != 0) {
      BigDecimal amount = pile.signed(pile.unitsOf(action.symbol()).multiply(perShare));
      move(pile, action.date(), what, amount);
    }
  }

  private void move(Pile pile, LocalDate day, String what, BigDecimal amount) {
    earned = earned.add(cash.moved(day, what, pile.number, amount));
    busy = true;
  }

  private static void swap(Pile pile, Action action, BigDecimal ratio) {
    BigDecimal old = pile.units.remove(action.symbol());
    pile.units.merge(action.into(), old.multiply(ratio), BigDecimal::add);
  }

  /** The fraction of all new shares together is paid at their first close. */
  private void fractions(List<Pile> held, Action action) {
    BigDecimal all =
        held.stream().map(p -> p.unitsOf(action.into())).reduce(BigDecimal.ZERO, BigDecimal::add);
    BigDecimal whole = all.setScale(0, RoundingMode.DOWN);
    if (all.compareTo(whole) == 0) {
      return;
    }
    BigDecimal first = market.firstClose(action.into(), action.date());
    for (Pile pile : held) {
      BigDecimal before = pile.unitsOf(action.into());
      BigDecimal kept = before.multiply(whole).divide(all, EXACT);
      pile.units.put(action.into(), kept);
      BigDecimal amount = pile.signed(before.subtract(kept).multiply(first));
      move(pile, action.date(), "FRACTION", amount);
    }
  }

  private void exit(Pile pile, LocalDate day) {
    Lot lot = pile.lot;
    if (!pile.entered || pile.ended || !day.equals(lot.exit())) {
      return;
    }
    BigDecimal units = pile.units.values().iterator().next();
    BigDecimal amount = pile.signed(units.multiply(lot.exitPrice()));
    if (lot.outInKind()) {
      earned = earned.add(amount);
      cash.external(amount.negate());
      busy = true;
    } else {
      move(pile, day, "EXIT", amount);
    }
    end(pile);
  }

  /** Its last value has become the cash that ended it. */
  private void end(Pile pile) {
    earned = earned.subtract(pile.value);
    pile.end();
  }

  private void enter(Pile pile, LocalDate day) {
    Lot lot = pile.lot;
    if (!day.equals(lot.entry())) {
      return;
    }
    pile.entered = true;
    busy = true;
    pile.units.put(symbolAtEntry(lot), lot.quantity().divide(splits(lot), EXACT));
    if (lot.inKind()) {
      pile.value = worth(pile, day).orElseThrow();
      cash.external(pile.value);
      return;
    }
    BigDecimal cost = pile.signed(lot.quantity().multiply(lot.entryPrice()));
    move(pile, day, "ENTRY", cost.negate());
    pile.value = BigDecimal.ZERO;
    if (!BookFile.SESSIONS.contains(day) || worth(pile, day).isEmpty()) {
      // worth its cost until a close says otherwise
      pile.value = cost;
      earned = earned.add(cost);
    }
  }

  /** A lot that is counted after a rename is stated under the new ticker. */
  private String symbolAtEntry(Lot lot) {
    return book.actions().stream()
        .filter(action -> action.kind().equals("RENAME") && lot.symbol().equals(action.other()))
        .filter(action -> between(lot, action))
        .map(Action::symbol)
        .findFirst()
        .orElse(lot.symbol());
  }

  private static boolean between(Lot lot, Action action) {
    return action.date().isAfter(lot.entry()) && !action.date().isAfter(lot.asOf());
  }

  /** The splits between the entry and the day of which the quantity is stated. */
  private BigDecimal splits(Lot lot) {
    return book.actions().stream()
        .filter(action -> action.kind().equals("SPLIT") && action.symbol().equals(lot.symbol()))
        .filter(action -> between(lot, action))
        .map(Action::value)
        .reduce(BigDecimal.ONE, BigDecimal::multiply);
  }

  /** An option ends at the close of its last session, at what it is worth then. */
  private void expire(Pile pile, LocalDate day) {
    Lot lot = pile.lot;
    Option option = lot.option();
    if (option == null || !pile.entered || pile.ended || !lastSession(option, day)) {
      return;
    }
    market
        .settlement(lot, option, day)
        .ifPresent(
            price -> {
              BigDecimal amount = pile.signed(pile.unitsOf(lot.symbol()).multiply(price));
              move(pile, day, "SETTLEMENT", amount);
              end(pile);
            });
  }

  private static boolean lastSession(Option option, LocalDate day) {
    int next = BookFile.SESSIONS.indexOf(day) + 1;
    return !option.expiry().isBefore(day)
        && next < BookFile.SESSIONS.size()
        && option.expiry().isBefore(BookFile.SESSIONS.get(next));
  }

  private void mark(Pile pile, LocalDate day) {
    if (pile.entered && !pile.ended) {
      worth(pile, day)
          .ifPresent(
              value -> {
                earned = earned.add(value).subtract(pile.value);
                pile.value = value;
              });
    }
  }

  private boolean priced(Pile pile, LocalDate day) {
    return pile.entered && worth(pile, day).isPresent();
  }

  /** Signed, USD; empty while a part of it has no price. */
  private Optional<BigDecimal> worth(Pile pile, LocalDate session) {
    BigDecimal sum = BigDecimal.ZERO;
    for (var part : pile.units.entrySet()) {
      Optional<BigDecimal> price = price(pile, part.getKey(), session);
      if (price.isEmpty()) {
        return Optional.empty();
      }
      sum = sum.add(part.getValue().multiply(price.get()));
    }
    return Optional.of(pile.signed(sum));
  }

  private Optional<BigDecimal> price(Pile pile, String symbol, LocalDate session) {
    Lot lot = pile.lot;
    if (lot.isPrivate()) {
      return Optional.of(market.privateOn(pile.number, lot, session));
    }
    return lot.option() == null
        ? market.shareOn(symbol, session)
        : market.optionOn(lot, lot.option(), session);
  }
}
