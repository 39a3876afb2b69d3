package io.afterclose.portfoliorefresh;

import static io.afterclose.portfoliorefresh.RefreshWorld.sessions;

import io.afterclose.market.price.PriceRow;
import io.afterclose.portfolio.snapshot.ChangedInput;
import io.afterclose.portfoliorefresh.fixture.StoredPortfolios.Lot;
import io.afterclose.portfoliorefresh.fixture.StoredPrices;
import io.afterclose.quant.price.ActionTerms;
import io.afterclose.quant.price.CorporateAction;
import io.afterclose.quant.price.CorporateAction.Kind;
import io.afterclose.quant.symbol.Symbol;
import java.math.BigDecimal;
import java.time.Duration;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.Random;
import java.util.function.Supplier;

/**
 * Portfolios with every kind of position in a month of prices with holes, and changes of every kind
 * of input, the same for the same seed. A wide portfolio of well-priced symbols keeps every date
 * usable.
 */
final class RandomChanges {
  static final List<LocalDate> SESSIONS = sessions("2022-06-01", "2022-06-30");
  static final List<String> PORTFOLIOS = List.of("One", "Two", "Three");

  private static final List<String> SHARES = List.of("AAA", "BBB", "CCC", "RARE");
  private static final String CALL = "AAA220617C00090000";
  private static final String CALL_WITHOUT_UNDERLYING = "ZZZ220624P00090000";
  private static final int WELL_PRICED = 120;

  /** Without a price most of the time, so that its last one is carried. */
  private static final String RARE = "RARE";

  private final RefreshWorld world;
  private final Random random;
  private final List<Long> portfolios = new ArrayList<>();
  private final List<Long> positions = new ArrayList<>();
  private final boolean companiesChange;

  RandomChanges(RefreshWorld world, long seed) {
    this(world, seed, false);
  }

  /**
   * @param companiesChange whether there are renames, mergers, spin-offs and delistings too
   */
  RandomChanges(RefreshWorld world, long seed, boolean companiesChange) {
    this.world = world;
    this.companiesChange = companiesChange;
    this.random = new Random(seed);
    prices();
    wide();
    for (String name : PORTFOLIOS) {
      portfolios.add(world.portfolios().empty(name));
    }
    for (int number = 0; number < 9; number++) {
      addPosition();
    }
    for (int number = 0; number < 5; number++) {
      addCash();
      addValuation();
    }
    dividend();
    split();
  }

  /**
   * What was changed.
   *
   * @param input its kind; empty when it is nobody's input
   * @param words for a message
   */
  record Change(Optional<ChangedInput> input, String words) {}

  /** Changes something, in a transaction of its own, a minute later. */
  Change change() {
    world.clock().advance(Duration.ofMinutes(1));
    List<Supplier<Change>> all =
        new ArrayList<>(
            List.of(
                this::correctClose,
                this::closeArrives,
                this::manyCloses,
                this::correctVolume,
                this::split,
                this::dividend,
                this::addPosition,
                this::restatePosition,
                this::restatePosition,
                this::sell,
                this::deleteOrBringBack,
                this::showValue,
                this::addCash,
                this::changeCash,
                this::addValuation,
                this::changeValuations));
    if (companiesChange) {
      all.addAll(
          List.of(
              this::rename,
              this::merger,
              this::buyOut,
              this::delisting,
              this::spinOff,
              this::correctClose,
              this::closeArrives,
              this::withdrawAction,
              this::withdrawAction));
    }
    return all.get(random.nextInt(all.size())).get();
  }

  private Change rename() {
    return told(anyShare(), Kind.RENAME, "1", ActionTerms.renamedTo(Symbol.of("NEW")));
  }

  private Change merger() {
    String ratio = List.of("0.5", "0.3", "2").get(random.nextInt(3));
    BigDecimal cash = new BigDecimal(random.nextInt(2) * 3);
    String old = random.nextBoolean() ? "AAA" : "NEW";
    return told(old, Kind.STOCK_MERGER, ratio, ActionTerms.mergedInto(Symbol.of("BBB"), cash));
  }

  private Change buyOut() {
    return told(anyShare(), Kind.CASH_MERGER, "95", ActionTerms.NONE);
  }

  private Change delisting() {
    return told("CCC", Kind.DELISTED, random.nextBoolean() ? "0" : "1.5", ActionTerms.NONE);
  }

  private Change spinOff() {
    BigDecimal share = random.nextBoolean() ? null : new BigDecimal("0.2");
    return told(
        random.nextBoolean() ? "BBB" : "NEW",
        Kind.SPINOFF,
        random.nextBoolean() ? "0.25" : "1",
        ActionTerms.child(Symbol.of("KID"), share));
  }

  private Change told(String symbol, Kind kind, String value, ActionTerms terms) {
    LocalDate exDate = anySession();
    world
        .prices()
        .action(
            new CorporateAction(
                Symbol.of(symbol), exDate, kind, new BigDecimal(value), terms, false));
    return change(ChangedInput.ACTION, symbol, exDate, kind, value, terms);
  }

  private Change withdrawAction() {
    List<String> withdrawn =
        world
            .sql()
            .sql(
                """
                delete from corporate_action_reports where ctid in (
                  select ctid from corporate_action_reports where kind not in ('SPLIT', 'DIVIDEND')
                  order by symbol, ex_date, kind offset ? limit 1)
                returning symbol || ' ' || ex_date || ' ' || kind
                """)
            .param(random.nextInt(4))
            .query(String.class)
            .list();
    return change(ChangedInput.ACTION, withdrawn, "withdrawn");
  }

  private static Change change(ChangedInput input, Object... words) {
    return new Change(Optional.of(input), List.of(words).toString());
  }

  private void prices() {
    List<PriceRow> rows = new ArrayList<>();
    for (LocalDate session : SESSIONS) {
      rows.add(StoredPrices.row("SPY", session, new BigDecimal("377.25")));
      for (int number = 0; number < WELL_PRICED; number++) {
        rows.add(StoredPrices.row("W" + number, session, new BigDecimal("10")));
      }
      for (String symbol : symbols()) {
        if (symbol.equals(RARE) ? random.nextInt(10) == 0 : random.nextInt(4) > 0) {
          rows.add(StoredPrices.row(symbol, session, price()));
        }
      }
    }
    world.prices().save(rows);
  }

  private void wide() {
    long wide = world.portfolios().empty("Wide");
    for (int number = 0; number < WELL_PRICED; number++) {
      world.portfolios().position(wide, Lot.shares("W" + number, "1", SESSIONS.get(0), "10"));
    }
  }

  private Change correctClose() {
    String symbol = anySymbol();
    LocalDate session = anySession();
    world.prices().close(symbol, session, price().toPlainString());
    return change(ChangedInput.PRICE, symbol, session);
  }

  /** The first hole of a symbol from a random session on. */
  private Change closeArrives() {
    String symbol = anySymbol();
    List<LocalDate> priced =
        world
            .sql()
            .sql("select price_date from market_data_cache where symbol = ?")
            .param(symbol)
            .query(LocalDate.class)
            .list();
    LocalDate from = anySession();
    LocalDate hole =
        SESSIONS.stream()
            .filter(session -> !session.isBefore(from) && !priced.contains(session))
            .findFirst()
            .orElse(from);
    world.prices().close(symbol, hole, price().toPlainString());
    return change(ChangedInput.PRICE, symbol, hole, "arrived");
  }

  private Change manyCloses() {
    List<PriceRow> rows = new ArrayList<>();
    String symbol = anySymbol();
    SESSIONS.stream()
        .filter(session -> random.nextInt(6) == 0)
        .forEach(session -> rows.add(StoredPrices.row(symbol, session, price())));
    world.prices().save(rows);
    return change(ChangedInput.PRICE, symbol, rows.size(), "closes");
  }

  private Change correctVolume() {
    world
        .sql()
        .sql("update market_data_cache set volume = 7 where symbol = ?")
        .param(anySymbol())
        .update();
    return new Change(Optional.empty(), "volume");
  }

  private Change split() {
    String symbol = anyShare();
    LocalDate exDate = anySession();
    String ratio = List.of("2", "3", "0.5").get(random.nextInt(3));
    world.prices().split(symbol, exDate, ratio);
    return change(ChangedInput.SPLIT, symbol, exDate, ratio);
  }

  private Change dividend() {
    String symbol = anyShare();
    LocalDate exDate = anySession();
    world.prices().dividend(symbol, exDate, "0." + (1 + random.nextInt(9)));
    return change(ChangedInput.DIVIDEND, symbol, exDate);
  }

  private Change addPosition() {
    String symbol =
        List.of("AAA", "BBB", "CCC", CALL, CALL_WITHOUT_UNDERLYING, "FUND", RARE)
            .get(random.nextInt(7));
    String kind = symbol.equals("FUND") ? "PRIVATE" : symbol.length() > 4 ? "OPTIONS" : "PUBLIC";
    LocalDate entry = kind.equals("OPTIONS") ? SESSIONS.get(random.nextInt(8)) : anyDay();
    Lot lot =
        Lot.shares(symbol, "" + (1 + random.nextInt(50)), entry, price().toPlainString()).of(kind);
    if (random.nextInt(3) == 0) {
      lot = lot.sold(entry.plusDays(random.nextInt(25)), price().toPlainString());
    }
    if (random.nextInt(4) == 0) {
      lot = lot.shorted();
    }
    long portfolio = portfolios.get(random.nextInt(portfolios.size()));
    long position = world.portfolios().position(portfolio, lot);
    positions.add(position);
    if (random.nextInt(4) == 0) {
      position("update positions set quantity_as_of = ? where position_id = ?", anyDay(), position);
    }
    return change(ChangedInput.POSITION, portfolio, position, lot);
  }

  private Change restatePosition() {
    long position = anyPosition();
    switch (random.nextInt(5)) {
      case 0 ->
          position(
              "update positions set quantity = ? where position_id = ?",
              new BigDecimal(1 + random.nextInt(90)),
              position);
      case 1 ->
          position("update positions set entry_price = ? where position_id = ?", price(), position);
      case 2 ->
          position(
              """
              update positions set quantity_as_of = ?
              where position_id = ? and exit_date is null and investment_class <> 'OPTIONS'
              """,
              anyDay(),
              position);
      case 3 ->
          position(
              "update positions set entry_date = least(?, exit_date, date '2022-06-10')"
                  + " where position_id = ?",
              anyDay(),
              position);
      default ->
          position(
              "update positions set portfolio_id = ? where position_id = ?",
              portfolios.get(random.nextInt(portfolios.size())),
              position);
    }
    return change(ChangedInput.POSITION, position, "stated otherwise");
  }

  private Change sell() {
    long position = anyPosition();
    if (random.nextInt(3) == 0) {
      world
          .sql()
          .sql("update positions set exit_date = null, exit_price = null where position_id = ?")
          .param(position)
          .update();
    } else {
      world
          .sql()
          .sql(
              "update positions set exit_date = greatest(?, entry_date), exit_price = ?"
                  + " where position_id = ?")
          .params(anyDay(), price(), position)
          .update();
    }
    return change(ChangedInput.POSITION, position, "sold, or not");
  }

  private Change deleteOrBringBack() {
    long position = anyPosition();
    world
        .sql()
        .sql(
            "update positions set deleted_at = case when deleted_at is null then now() end"
                + " where position_id = ?")
        .param(position)
        .update();
    return change(ChangedInput.DELETION, position);
  }

  private Change showValue() {
    world.sql().sql("update positions set last_price = 1, market_value = 7").update();
    return new Change(Optional.empty(), "shown");
  }

  private Change addCash() {
    long portfolio = portfolios.get(random.nextInt(portfolios.size()));
    List<String> kinds = List.of("DEPOSIT", "WITHDRAWAL", "FEE", "TRADE", "DIVIDEND");
    String kind = kinds.get(random.nextInt(kinds.size()));
    LocalDate date = anyDay();
    if (kind.equals("TRADE") || kind.equals("DIVIDEND")) {
      long position = anyPosition();
      world
          .sql()
          .sql(
              """
              insert into cash_movements
                (portfolio_id, movement_date, kind, amount, recorded_at, position_id)
              select portfolio_id,
                case when ? = 'TRADE' then coalesce(exit_date, entry_date) else ? end,
                ?, ?, now(), position_id
              from positions where position_id = ? and deleted_at is null
              """)
          .params(kind, date, kind, price(), position)
          .update();
    } else {
      world.portfolios().cash(portfolio, date, kind, price().toPlainString());
    }
    return change(ChangedInput.CASH, portfolio, date, kind);
  }

  private Change changeCash() {
    String change =
        List.of(
                "update cash_movements set amount = amount + 1 where movement_id = ?",
                "update cash_movements set movement_date = movement_date + 5 where movement_id = ?",
                "delete from cash_movements where movement_id = ?")
            .get(random.nextInt(3));
    List<Long> all =
        world
            .sql()
            .sql(
                """
                select m.movement_id from cash_movements m
                where m.position_id is null or exists (
                  select from positions p where p.position_id = m.position_id
                    and p.portfolio_id = m.portfolio_id and p.deleted_at is null)
                order by m.movement_id
                """)
            .query(Long.class)
            .list();
    if (!all.isEmpty()) {
      world.sql().sql(change).param(all.get(random.nextInt(all.size()))).update();
    }
    return change(ChangedInput.CASH, change);
  }

  private Change addValuation() {
    List<Long> funds =
        world
            .sql()
            .sql("select position_id from positions where symbol = 'FUND' order by position_id")
            .query(Long.class)
            .list();
    LocalDate asOf = anyDay();
    if (!funds.isEmpty()) {
      world
          .sql()
          .sql(
              """
              insert into position_valuations (position_id, as_of, amount, recorded_at)
              select position_id, :as_of, case position_type when 'SHORT' then -:price else :price end,
                now()
              from positions where position_id = :fund
              on conflict (position_id, as_of) do update set amount = excluded.amount
              """)
          .param("fund", funds.get(random.nextInt(funds.size())))
          .param("as_of", asOf)
          .param("price", price())
          .update();
    }
    return change(ChangedInput.VALUATION, asOf);
  }

  private Change changeValuations() {
    world
        .sql()
        .sql(
            random.nextBoolean()
                ? "update position_valuations set amount = amount - 1 where as_of = ?"
                : "delete from position_valuations where as_of < ?")
        .param(SESSIONS.get(random.nextInt(6)))
        .update();
    return change(ChangedInput.VALUATION, "all of a day");
  }

  private void position(String sql, Object value, long id) {
    world.sql().sql(sql).params(value, id).update();
  }

  private String anySymbol() {
    return symbols().get(random.nextInt(symbols().size()));
  }

  private List<String> symbols() {
    return companiesChange
        ? List.of("AAA", "BBB", "CCC", CALL, CALL_WITHOUT_UNDERLYING, RARE, "NEW", "KID")
        : List.of("AAA", "BBB", "CCC", CALL, CALL_WITHOUT_UNDERLYING, RARE);
  }

  private String anyShare() {
    return SHARES.get(random.nextInt(SHARES.size()));
  }

  private long anyPosition() {
    return positions.get(random.nextInt(positions.size()));
  }

  private LocalDate anySession() {
    return SESSIONS.get(random.nextInt(SESSIONS.size()));
  }

  /** A session, or a day of a weekend. */
  private LocalDate anyDay() {
    return SESSIONS.get(0).plusDays(random.nextInt(30));
  }

  private BigDecimal price() {
    return new BigDecimal(String.format(Locale.ROOT, "%.2f", 80 + random.nextDouble() * 30));
  }
}
