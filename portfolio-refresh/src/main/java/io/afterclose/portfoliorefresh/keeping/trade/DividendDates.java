package io.afterclose.portfoliorefresh.keeping.trade;

import io.afterclose.calendar.TradingCalendar;
import io.afterclose.database.connection.Database;
import io.afterclose.market.price.PriceStore;
import io.afterclose.portfolio.position.CashMovement;
import io.afterclose.portfolio.position.CashSubject;
import io.afterclose.portfolio.position.ImpliedKind;
import io.afterclose.portfolio.position.InvalidPortfolioException;
import io.afterclose.portfolio.position.Portfolio;
import io.afterclose.portfolio.position.PortfolioHistory;
import io.afterclose.portfolio.position.PortfolioStore;
import io.afterclose.portfolio.position.Position;
import io.afterclose.portfoliorefresh.broker.activity.ActivityKind;
import io.afterclose.portfoliorefresh.broker.activity.ActivityLine;
import io.afterclose.portfoliorefresh.keeping.OptionValues;
import io.afterclose.portfoliorefresh.snapshot.SnapshotComponents;
import io.afterclose.portfoliorefresh.valuation.ImpliedRow;
import io.afterclose.portfoliorefresh.valuation.ImpliedRows;
import io.afterclose.quant.symbol.Symbol;
import io.afterclose.run.execution.ProcessContext;
import java.math.BigDecimal;
import java.time.LocalDate;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.NavigableMap;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.stream.Collectors;

/**
 * Which dividend a payment is of: the one whose ex-date the file says, else the stored one of the
 * weeks before whose amount it is, else the last of them. Two rows for one dividend would count it
 * twice.
 */
final class DividendDates {
  /** How long after its ex-date a dividend is paid at most. */
  private static final int PAID_WITHIN_DAYS = 75;

  /** How old the newest close of a share may be whose dividends are known as well. */
  private static final int PRICED_WITHIN_DAYS = 10;

  private static final BigDecimal ONE_PER_CENT = new BigDecimal("0.01");

  private final PortfolioHistory history;
  private final PriceStore prices;
  private final Map<Symbol, NavigableMap<LocalDate, BigDecimal>> implied;
  private final Map<Object, BigDecimal> paid;
  private final Map<Object, Optional<LocalDate>> found = new HashMap<>();

  private DividendDates(
      PortfolioHistory history,
      PriceStore prices,
      Map<Symbol, NavigableMap<LocalDate, BigDecimal>> implied,
      Map<Object, BigDecimal> paid) {
    this.history = history;
    this.prices = prices;
    this.implied = implied;
    this.paid = paid;
  }

  /** Looks at what the lots imply now. */
  static DividendDates of(
      ProcessContext process, Database opened, Portfolio portfolio, List<ActivityLine> lines) {
    try {
      PortfolioHistory history =
          new PortfolioStore(opened.dataSource(), process.clock()).history(portfolio);
      LocalDate today = LocalDate.ofInstant(process.clock().instant(), TradingCalendar.NEW_YORK);
      ImpliedRows rows =
          new SnapshotComponents(opened.dataSource(), process.calendar(), process.clock())
              .impliedRows(history, today);
      return new DividendDates(
          history,
          new PriceStore(opened.dataSource(), process.clock()),
          open(history, rows),
          lines.stream()
              .filter(line -> line.kind() == ActivityKind.DIVIDEND)
              .collect(
                  Collectors.toMap(DividendDates::payment, ActivityLine::amount, BigDecimal::add)));
    } catch (InvalidPortfolioException invalid) {
      throw OptionValues.refused(String.valueOf(invalid.getMessage()));
    }
  }

  private static Object payment(ActivityLine line) {
    return List.of(Objects.requireNonNull(line.about(), "a dividend's share"), line.date());
  }

  /** The dividends that no row stands for yet, USD of all lots by share and ex-date. */
  private static Map<Symbol, NavigableMap<LocalDate, BigDecimal>> open(
      PortfolioHistory history, ImpliedRows rows) {
    Set<ImpliedRow> named = new HashSet<>();
    history.cash().stream()
        .map(CashMovement::subject)
        .filter(subject -> subject.replaces() == ImpliedKind.DIVIDEND)
        .forEach(subject -> named.addAll(rows.namedBy(subject)));
    Map<Symbol, NavigableMap<LocalDate, BigDecimal>> open = new HashMap<>();
    rows.replaceable().stream()
        .filter(row -> row.kind() == ImpliedKind.DIVIDEND && !named.contains(row))
        .forEach(
            row ->
                open.computeIfAbsent(row.position().symbol(), symbol -> new TreeMap<>())
                    .merge(row.date(), row.amount(), BigDecimal::add));
    return open;
  }

  /**
   * What a payment is about.
   *
   * @throws io.afterclose.run.outcome.InvalidInputException if the share's dividends are not known
   *     yet, so that it would count twice as soon as they are
   */
  CashSubject subject(ActivityLine line) {
    Symbol share = Objects.requireNonNull(line.about(), "a dividend's share");
    if (line.exDate() != null) {
      return CashSubject.dividend(share, line.exDate());
    }
    if (history.positions().stream().map(Position::symbol).noneMatch(share::equals)) {
      return CashSubject.NONE;
    }
    Optional<LocalDate> exDate =
        found.computeIfAbsent(payment(line), payment -> take(share, line.date(), payment));
    if (exDate.isPresent()) {
      return CashSubject.dividend(share, exDate.get());
    }
    requirePriced(share, line.date());
    return CashSubject.NONE;
  }

  /** Another payment cannot be of the same dividend. */
  private Optional<LocalDate> take(Symbol share, LocalDate day, Object payment) {
    NavigableMap<LocalDate, BigDecimal> of = implied.getOrDefault(share, new TreeMap<>());
    NavigableMap<LocalDate, BigDecimal> near =
        of.subMap(day.minusDays(PAID_WITHIN_DAYS), true, day, true);
    BigDecimal amount = paid.getOrDefault(payment, BigDecimal.ZERO);
    Optional<LocalDate> taken =
        near.descendingMap().entrySet().stream()
            .filter(entry -> isAbout(entry.getValue(), amount))
            .map(Map.Entry::getKey)
            .findFirst()
            .or(() -> near.isEmpty() ? Optional.empty() : Optional.of(near.lastKey()));
    taken.ifPresent(of::remove);
    return taken;
  }

  private static boolean isAbout(BigDecimal one, BigDecimal other) {
    return one.subtract(other).abs().compareTo(one.abs().multiply(ONE_PER_CENT).add(ONE_PER_CENT))
        <= 0;
  }

  private void requirePriced(Symbol share, LocalDate day) {
    boolean priced =
        prices
            .newestSession(share, day)
            .filter(session -> !session.isBefore(day.minusDays(PRICED_WITHIN_DAYS)))
            .isPresent();
    if (!priced) {
      throw OptionValues.refused(
          "the dividend of "
              + share
              + " on "
              + day
              + ": expected its ex-date, since no prices and dividends of "
              + share
              + " are stored for that time: 'symbol-batch run --symbols "
              + share
              + "' or 'backfill' fetches them, or a column ex_date says it");
    }
  }
}
