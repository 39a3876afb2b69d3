package io.afterclose.portfoliorefresh.snapshot;

import static io.afterclose.portfoliorefresh.portfolio.Stated.PORTFOLIO;

import io.afterclose.portfoliorefresh.portfolio.CashMovement;
import io.afterclose.portfoliorefresh.portfolio.CashMovement.Kind;
import io.afterclose.portfoliorefresh.portfolio.ManualValuation;
import io.afterclose.portfoliorefresh.portfolio.Portfolio;
import io.afterclose.portfoliorefresh.portfolio.PortfolioHistory;
import io.afterclose.portfoliorefresh.portfolio.Position;
import io.afterclose.portfoliorefresh.portfolio.Side;
import io.afterclose.portfoliorefresh.portfolio.Weekdays;
import io.afterclose.portfoliorefresh.valuation.MarketData;
import io.afterclose.portfoliorefresh.valuation.MarketTable;
import io.afterclose.quant.price.CorporateAction;
import io.afterclose.quant.price.Sessions;
import io.afterclose.quant.symbol.InvestmentClass;
import io.afterclose.quant.symbol.Symbol;
import java.math.BigDecimal;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;

/**
 * A made-up portfolio in a made-up market of 60 sessions, the same for the same seed: shares with
 * splits, dividends and missing closes, a call that expires, a private fund, trades on any day of
 * the week, quantities stated later, and a ledger with every kind of row.
 */
final class RandomWorld {
  static final int SESSIONS = 60;

  /** The first sessions have prices but no positions. */
  static final int FIRST_TRADE = 8;

  /** The session on which the call on share 0 expires, and its strike. */
  static final int EXPIRY = 40;

  static final int STRIKE = 100;

  private static final List<Kind> KINDS = List.of(Kind.values());
  private static final int SHARES = 3;

  final Sessions sessions = Weekdays.from(LocalDate.parse("2024-01-01"), SESSIONS);

  /** [share][session]: the close as traded, NaN if missing; split ratio; dividend per old share. */
  final double[][] close = new double[SHARES][SESSIONS];

  final double[][] split = new double[SHARES][SESSIONS];
  final double[][] dividend = new double[SHARES][SESSIONS];

  /** The call on share 0: its own close. */
  final double[] callClose = new double[SESSIONS];

  final List<Position> positions = new ArrayList<>();
  final List<CashMovement> cash = new ArrayList<>();
  final List<ManualValuation> valuations = new ArrayList<>();

  private final Random random;

  RandomWorld(long seed) {
    random = new Random(seed);
    for (int share = 0; share < SHARES; share++) {
      makeShare(share);
    }
    for (int t = 0; t < SESSIONS; t++) {
      callClose[t] = cents(1 + random.nextDouble() * 20);
    }
    for (int id = 1; id <= 6; id++) {
      positions.add(share(id));
    }
    positions.add(call(7));
    positions.add(fund(8));
    makeCash();
  }

  private void makeShare(int share) {
    double level = 50 + random.nextInt(100);
    for (int t = 0; t < SESSIONS; t++) {
      split[share][t] =
          random.nextInt(20) == 0 ? new double[] {2, 3, 0.5, 1.5}[random.nextInt(4)] : 1;
      dividend[share][t] = random.nextInt(12) == 0 ? cents(random.nextDouble() * 2 + 0.01) : 0;
      level = Math.max(1, level / split[share][t] * (0.95 + random.nextDouble() / 10));
      boolean known = t < 6 || (share == 0 && t == EXPIRY) || random.nextInt(10) > 0;
      close[share][t] = known ? cents(level) : Double.NaN;
    }
  }

  private Position share(int id) {
    LocalDate entry = day(FIRST_TRADE + random.nextInt(40));
    LocalDate exit = random.nextInt(3) == 0 ? null : entry.plusDays(random.nextInt(40));
    LocalDate asOf = random.nextInt(3) == 0 ? sessions.at(random.nextInt(SESSIONS)) : entry;
    return new Position(
        id,
        PORTFOLIO,
        symbol(random.nextInt(SHARES)),
        InvestmentClass.PUBLIC,
        random.nextBoolean() ? Side.LONG : Side.SHORT,
        decimal(1 + random.nextInt(500)),
        asOf,
        entry,
        decimal(cents(random.nextDouble() * 200)),
        BigDecimal.ONE,
        exit,
        exit == null ? null : decimal(cents(random.nextDouble() * 200)));
  }

  private Position call(int id) {
    LocalDate entry = day(FIRST_TRADE + random.nextInt(20));
    return new Position(
        id,
        PORTFOLIO,
        callSymbol(),
        InvestmentClass.OPTIONS,
        random.nextBoolean() ? Side.LONG : Side.SHORT,
        decimal(1 + random.nextInt(5)),
        entry,
        entry,
        decimal(cents(random.nextDouble() * 20)),
        decimal(100),
        null,
        null);
  }

  private Position fund(int id) {
    LocalDate entry = day(FIRST_TRADE + random.nextInt(20));
    for (int i = 0; i < 4; i++) {
      LocalDate asOf = entry.plusDays(1 + 9L * i + random.nextInt(9));
      valuations.add(new ManualValuation(id, asOf, decimal(cents(random.nextDouble() * 5000))));
    }
    return new Position(
        id,
        PORTFOLIO,
        Symbol.of("FUND"),
        InvestmentClass.PRIVATE,
        Side.LONG,
        decimal(10),
        entry,
        entry,
        decimal(cents(random.nextDouble() * 200)),
        BigDecimal.ONE,
        null,
        null);
  }

  private void makeCash() {
    for (int i = random.nextInt(4) == 0 ? 8 : 0; i < 8; i++) {
      Kind kind = KINDS.get(random.nextInt(KINDS.size()));
      LocalDate date = sessions.first().plusDays(14L + 8L * i + random.nextInt(8));
      double amount = cents(random.nextDouble() * 3000);
      cash.add(new CashMovement(i, PORTFOLIO, date, kind, decimal(amount), null));
    }
    positions.stream()
        .filter(position -> random.nextInt(4) == 0)
        .forEach(position -> state(position, position.entryDate()));
    positions.stream()
        .filter(position -> position.exitDate() != null && random.nextInt(4) == 0)
        .forEach(position -> state(position, position.entryDate().plusDays(3)));
  }

  /** An explicit TRADE and, sometimes where there is nothing to replace, an explicit DIVIDEND. */
  private void state(Position position, LocalDate date) {
    Kind kind = random.nextInt(3) == 0 ? Kind.DIVIDEND : Kind.TRADE;
    double amount = cents((random.nextDouble() - 0.5) * 3000);
    cash.add(new CashMovement(100, PORTFOLIO, date, kind, decimal(amount), position.id()));
  }

  /** Mostly the session, sometimes one of the two days after it, which may be a weekend. */
  private LocalDate day(int session) {
    return sessions.at(session).plusDays(Math.max(0, random.nextInt(6) - 3));
  }

  Symbol symbol(int share) {
    return Symbol.of("SHARE" + (char) ('A' + share));
  }

  /** The root of the call names the share it is on. */
  private Symbol callSymbol() {
    LocalDate expiry = expiry();
    String date = expiry.toString().replace("-", "").substring(2);
    return Symbol.of("SHAREA" + date + "C00" + STRIKE + "000");
  }

  LocalDate expiry() {
    return sessions.at(EXPIRY);
  }

  PortfolioHistory history() {
    return new PortfolioHistory(new Portfolio(PORTFOLIO, "Random"), positions, cash, valuations);
  }

  /** The market as known at the close of a session, and all splits, which a quantity may need. */
  MarketData marketUpTo(int last) {
    MarketTable.Builder table = MarketTable.on(Sessions.of(sessions.dates().subList(0, last + 1)));
    for (int share = 0; share < SHARES; share++) {
      for (int t = 0; t < SESSIONS; t++) {
        tell(table, share, t, t <= last);
      }
    }
    for (int t = 0; t <= last; t++) {
      table.close(callSymbol(), sessions.at(t), decimal(callClose[t]));
    }
    return table.build();
  }

  private void tell(MarketTable.Builder table, int share, int t, boolean known) {
    if (known && !Double.isNaN(close[share][t])) {
      table.close(symbol(share), sessions.at(t), decimal(close[share][t]));
    }
    if (split[share][t] != 1) {
      table.action(action(share, t, CorporateAction.Kind.SPLIT, split[share][t]));
    }
    if (known && dividend[share][t] != 0) {
      table.action(action(share, t, CorporateAction.Kind.DIVIDEND, dividend[share][t]));
    }
  }

  private CorporateAction action(int share, int t, CorporateAction.Kind kind, double value) {
    return new CorporateAction(symbol(share), sessions.at(t), kind, decimal(value));
  }

  private static double cents(double amount) {
    return Math.rint(amount * 100) / 100;
  }

  private static BigDecimal decimal(double value) {
    return BigDecimal.valueOf(value);
  }
}
