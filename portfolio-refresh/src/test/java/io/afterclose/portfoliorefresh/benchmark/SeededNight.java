package io.afterclose.portfoliorefresh.benchmark;

import io.afterclose.calendar.NyseCalendar;
import io.afterclose.database.connection.Database;
import io.afterclose.database.copy.BinaryCopy;
import io.afterclose.portfoliorefresh.fixture.SymbolNights;
import io.afterclose.quant.factor.Factor;
import java.math.BigDecimal;
import java.sql.Connection;
import java.sql.SQLException;
import java.time.Instant;
import java.time.LocalDate;
import java.util.List;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.simple.JdbcClient;

/**
 * Portfolios by the ten thousand on an empty database, each with its first snapshot six sessions
 * ago, so that each lacks five. There is a bit of everything: shorts, lots bought and sold within
 * the gap, quantities counted after a split, options, private positions, dividends, stale closes, a
 * symbol without any, and cash that was stated for every fifth. The same numbers every time.
 *
 * @param portfolios how many
 * @param positions of each
 */
record SeededNight(int portfolios, int positions) {

  /** The session of the run. */
  static final LocalDate D = LocalDate.parse("2022-06-30");

  /** The newest is {@link #D}; the first snapshots are of the sixth newest. */
  private static final List<LocalDate> SESSIONS = NyseCalendar.standard().lastSessions(12, D);

  private static final int FIRST_SNAPSHOT = 6;
  private static final int SYMBOLS = 500;
  private static final int OPTIONS = 20;
  private static final Instant NOW = Instant.parse("2022-06-30T21:00:00Z");
  private static final BigDecimal TWO = BigDecimal.valueOf(2);

  private static final String FIRST_SNAPSHOTS =
      """
      insert into portfolio_snapshots
      select portfolio_id, ?, 1, 'COMPLETE', 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 1,
        repeat('0', 64), 'MISSING', null, now()
      from portfolios
      """;

  /** The sessions that each portfolio lacks, oldest first. */
  static List<LocalDate> missing() {
    return SESSIONS.subList(FIRST_SNAPSHOT + 1, SESSIONS.size());
  }

  /** The oldest session whose close may stand in for that of a session. */
  static LocalDate staleSince(LocalDate session) {
    return SESSIONS.get(SESSIONS.indexOf(session) - 5);
  }

  /** Stores all of it. The snapshots are read last, so that no change came after them. */
  void store(Database database) throws SQLException {
    try (Connection connection = database.openDirect()) {
      copy(connection, "market_data_cache", this::closes, PRICE);
      copy(connection, "corporate_actions", this::actions, ACTION);
      copy(connection, "symbol_factor_exposures", this::exposures, EXPOSURE);
      copy(connection, "portfolios", this::names, List.of("name", "created_at"));
      copy(connection, "positions", this::lots, POSITION);
      copy(connection, "position_valuations", this::valuations, VALUATION);
      copy(connection, "cash_movements", this::cash, CASH);
    }
    JdbcClient jdbc = JdbcClient.create(database.dataSource());
    jdbc.sql(FIRST_SNAPSHOTS).param(SESSIONS.get(FIRST_SNAPSHOT)).update();
    new SymbolNights(database.dataSource()).completed(D);
    jdbc.sql("vacuum analyze").update();
  }

  private static void copy(
      Connection connection, String table, Consumer<BinaryCopy> rows, List<String> columns) {
    try (BinaryCopy copy = BinaryCopy.into(connection, table, columns)) {
      rows.accept(copy);
      copy.finish();
    }
  }

  private static final List<String> PRICE =
      List.of("symbol", "price_date", "close", "source", "status", "fetched_at");

  private void closes(BinaryCopy copy) {
    for (int at = 0; at < SESSIONS.size(); at++) {
      close(copy, "SPY", at, new BigDecimal("377.25"));
      for (int symbol = 0; symbol < SYMBOLS; symbol++) {
        if (priced(symbol, at)) {
          close(copy, "S" + symbol, at, close(symbol, at));
        }
      }
      for (int option = 0; option < OPTIONS; option++) {
        close(copy, option(option), at, BigDecimal.valueOf(105L + 7L * option + at, 2));
      }
    }
  }

  private static void close(BinaryCopy copy, String symbol, int at, BigDecimal close) {
    copy.startRow().text(symbol).date(SESSIONS.get(at)).numeric(close);
    copy.text("test").text("FINAL").timestamptz(NOW);
  }

  /** Two have none that is new enough, and of the others some lack a session or two. */
  private static boolean priced(int symbol, int at) {
    boolean hole = symbol % 25 == 4 && at == 7 + symbol / 25 % 5;
    boolean holeAtSplit = symbol % 100 == 57 && (at == 9 || at == 10);
    return symbol < SYMBOLS - 2 ? !hole && !holeAtSplit : symbol == SYMBOLS - 2 && at == 0;
  }

  private static BigDecimal close(int symbol, int at) {
    BigDecimal close =
        BigDecimal.valueOf(101_302L + 9_700L * symbol + 310L * (symbol * at % 17), 4);
    return split(symbol) && at >= 9 ? close.divide(TWO) : close;
  }

  private static boolean split(int symbol) {
    return symbol % 50 == 7;
  }

  private static String option(int number) {
    return "OP%c220916C%08d".formatted('A' + number, 10_000 + 1_000 * number);
  }

  private static final List<String> ACTION =
      List.of("symbol", "ex_date", "kind", "value", "source", "fetched_at");

  private void actions(BinaryCopy copy) {
    for (int symbol = 0; symbol < SYMBOLS; symbol++) {
      if (symbol % 10 == 3) {
        action(copy, symbol, LocalDate.parse("2022-05-16"), "DIVIDEND", "0.35");
        action(copy, symbol, SESSIONS.get(8), "DIVIDEND", "0.37");
      }
      if (split(symbol)) {
        action(copy, symbol, SESSIONS.get(9), "SPLIT", "2");
        action(copy, symbol, SESSIONS.get(10), "DIVIDEND", "0.11");
      }
    }
  }

  private static void action(
      BinaryCopy copy, int symbol, LocalDate exDate, String kind, String value) {
    copy.startRow().text("S" + symbol).date(exDate).text(kind).numeric(new BigDecimal(value));
    copy.text("test").timestamptz(NOW);
  }

  private static final List<String> EXPOSURE =
      List.of(
          "symbol",
          "factor_code",
          "calculation_date",
          "status",
          "beta",
          "observations",
          "window_sessions");

  /** As the symbol job left them: nothing is to be fitted. */
  private void exposures(BinaryCopy copy) {
    for (LocalDate session : missing()) {
      for (int symbol = 0; symbol < SYMBOLS; symbol++) {
        for (Factor factor : Factor.values()) {
          copy.startRow().text("S" + symbol).text(factor.name()).date(session);
          copy.text("FITTED").float8(1.0).int4(90).int4(90);
        }
      }
    }
  }

  private void names(BinaryCopy copy) {
    for (int number = 1; number <= portfolios; number++) {
      copy.startRow().text("Portfolio %05d".formatted(number)).timestamptz(NOW);
    }
  }

  private static final List<String> POSITION =
      List.of(
          "portfolio_id",
          "symbol",
          "investment_class",
          "position_type",
          "quantity",
          "quantity_as_of",
          "entry_date",
          "entry_price",
          "multiplier",
          "exit_date",
          "exit_price");

  private void lots(BinaryCopy copy) {
    each(
        lot -> {
          LocalDate exit = lot.exit();
          copy.startRow().int8((long) lot.portfolio).text(lot.symbol()).text(lot.kind());
          copy.text(lot.mix() % 6 == 0 ? "SHORT" : "LONG").numeric(lot.quantity());
          copy.date(lot.quantityAsOf()).date(lot.entry()).numeric(lot.entryPrice());
          copy.numeric(BigDecimal.valueOf(lot.isOption() ? 100 : 1)).date(exit);
          copy.numeric(exit == null ? null : BigDecimal.valueOf(2_000L + lot.mix(), 2));
        });
  }

  private static final List<String> VALUATION =
      List.of("position_id", "as_of", "amount", "recorded_at");

  private void valuations(BinaryCopy copy) {
    each(
        lot -> {
          if (lot.isPrivate() && lot.portfolio % 2 == 0) {
            valuation(copy, lot, LocalDate.parse("2022-05-31"), 123_456L + lot.mix());
          }
          if (lot.isPrivate() && lot.portfolio % 4 == 0) {
            valuation(copy, lot, SESSIONS.get(9), 234_567L + lot.mix());
          }
        });
  }

  private static void valuation(BinaryCopy copy, Lot lot, LocalDate asOf, long cents) {
    copy.startRow().int8(lot.id()).date(asOf).numeric(BigDecimal.valueOf(cents, 2));
    copy.timestamptz(NOW);
  }

  private static final List<String> CASH =
      List.of(
          "portfolio_id",
          "movement_date",
          "kind",
          "amount",
          "position_id",
          "replaces",
          "recorded_at");

  private void cash(BinaryCopy copy) {
    for (int number = 5; number <= portfolios; number += 5) {
      cash(copy, number, LocalDate.parse("2022-04-01"), "DEPOSIT", 5_000_000, null);
      cash(copy, number, SESSIONS.get(8), "FEE", 1_250, null);
      if (number % 10 == 0) {
        cash(copy, number, SESSIONS.get(9), "BALANCE", 4_000_000 + number, null);
        cash(copy, number, SESSIONS.get(10), "WITHDRAWAL", 10_000, null);
      }
      if (number % 15 == 0) {
        Lot first = new Lot(number, 0, positions);
        cash(copy, number, first.entry(), "TRADE", -123_400, first.id());
      }
      if (number % 25 == 0) {
        // one that stands for none
        cash(copy, number, SESSIONS.get(8), "DIVIDEND", 777, null);
      }
    }
  }

  private static void cash(
      BinaryCopy copy,
      int portfolio,
      LocalDate date,
      String kind,
      long cents,
      @Nullable Long position) {
    copy.startRow().int8((long) portfolio).date(date).text(kind);
    copy.numeric(BigDecimal.valueOf(cents, 2)).int8(position);
    copy.text(position == null ? null : "ENTRY").timestamptz(NOW);
  }

  private void each(Consumer<Lot> consumer) {
    for (int portfolio = 1; portfolio <= portfolios; portfolio++) {
      for (int number = 0; number < positions; number++) {
        consumer.accept(new Lot(portfolio, number, positions));
      }
    }
  }

  /**
   * One position, its columns made up from its place.
   *
   * @param number from 0 in its portfolio
   * @param positions how many the portfolio has
   */
  private record Lot(int portfolio, int number, int positions) {

    int mix() {
      return portfolio + number;
    }

    /** As an empty database numbers them in the order in which they are stored. */
    long id() {
      return (long) (portfolio - 1) * positions + number + 1;
    }

    boolean isPrivate() {
      return mix() % 20 == 17;
    }

    boolean isOption() {
      return mix() % 20 == 18;
    }

    String kind() {
      return isPrivate() ? "PRIVATE" : isOption() ? "OPTIONS" : "PUBLIC";
    }

    /** The last lot is of the first one's symbol. */
    String symbol() {
      int place = number == positions - 1 ? 0 : number;
      return isPrivate()
          ? "HOUSE" + portfolio
          : isOption() ? option(portfolio % OPTIONS) : "S" + (7 * portfolio + 23 * place) % SYMBOLS;
    }

    BigDecimal quantity() {
      return BigDecimal.valueOf(10_000 + (13L * portfolio + 7_919L * number) % 900_000, 4);
    }

    LocalDate entry() {
      return switch (mix() % 17) {
        case 5 -> SESSIONS.get(8);
        case 6 -> D.plusDays(5);
        default -> LocalDate.parse("2022-03-01").plusDays((5L * portfolio + 11L * number) % 100);
      };
    }

    @Nullable LocalDate exit() {
      return mix() % 13 == 4 && !entry().isAfter(D) ? SESSIONS.get(9) : null;
    }

    LocalDate quantityAsOf() {
      return portfolio * number % 11 == 1 ? SESSIONS.get(10) : entry();
    }

    BigDecimal entryPrice() {
      return BigDecimal.valueOf(900 + (3L * portfolio + 29L * number) % 20_000, 2);
    }
  }
}
