package io.afterclose.portfoliorefresh.broker.positions;

import io.afterclose.portfolio.position.Booking;
import io.afterclose.portfolio.position.Entry;
import io.afterclose.portfolio.position.Exit;
import io.afterclose.portfolio.position.NewPosition;
import io.afterclose.portfolio.position.Side;
import io.afterclose.portfoliorefresh.broker.Amount;
import io.afterclose.portfoliorefresh.broker.BrokerFormat;
import io.afterclose.portfoliorefresh.broker.EntryPrice;
import io.afterclose.portfoliorefresh.broker.Instrument;
import io.afterclose.portfoliorefresh.broker.Reading;
import io.afterclose.portfoliorefresh.broker.Row;
import io.afterclose.portfoliorefresh.broker.RowReader;
import io.afterclose.quant.symbol.InvestmentClass;
import java.math.BigDecimal;
import java.time.LocalDate;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;

/** Reads one line into a position by the rules of an import. */
final class PositionParser {
  private static final Set<String> YES = Set.of("true", "yes", "y", "1");
  private static final Set<String> NO = Set.of("false", "no", "n", "0");

  private final Row<Column> row;
  private final RowReader<Column> fields;
  private final FileFacts file;
  private final Optional<InvestmentClass> stated;
  private final Optional<Instrument> instrument;
  private final Optional<BigDecimal> quantity;
  private final Optional<Side> side;
  private final Optional<BigDecimal> multiplier;
  private final HoldingDays days;
  private final Optional<BigDecimal> entryPrice;
  private boolean costStated;
  private final Optional<LocalDate> exitDate;
  private final Optional<BigDecimal> exitPrice;

  private PositionParser(Row<Column> row, RowReader<Column> fields, FileFacts file) {
    this.row = row;
    this.fields = fields;
    this.file = file;
    this.stated = statedClass();
    this.instrument = instrument();
    this.side = fields.oneOf(Column.POSITION_TYPE, Side.values());
    this.quantity = quantity();
    this.multiplier = multiplier();
    this.days = HoldingDays.read(fields, file, flag(), instrument);
    this.entryPrice = entryPrice();
    this.exitDate = exitDate();
    this.exitPrice = price(Column.EXIT_PRICE);
    requireBothOfExit();
    requirePlausibleCost();
    requireDollars();
  }

  /** The position of a line; empty if a field was refused, the reasons are in the fields then. */
  static Optional<PositionLine> parse(Row<Column> row, RowReader<Column> fields, FileFacts file) {
    PositionParser parser = new PositionParser(row, fields, file);
    return fields.errors().isEmpty() ? Optional.of(parser.line()) : Optional.empty();
  }

  private Optional<InvestmentClass> statedClass() {
    return fields
        .oneOf(Column.INVESTMENT_CLASS, InvestmentClass.values())
        .or(() -> file.options().classOf(row.cell(Column.SYMBOL)));
  }

  private Optional<Instrument> instrument() {
    if (fields.refused(Column.INVESTMENT_CLASS)) {
      return Optional.empty();
    }
    return fields.required(
        Column.SYMBOL, text -> file.traded(row, stated, Instrument.read(text, stated)));
  }

  private Optional<BigDecimal> quantity() {
    Optional<BigDecimal> value =
        fields.required(Column.QUANTITY, text -> Amount.read(text, file.eitherWay()));
    boolean mayBeNegative =
        file.format().negativeIsShort() || side.filter(Side.SHORT::equals).isPresent();
    if (!mayBeNegative && value.filter(number -> number.signum() < 0).isPresent()) {
      fields.refuse(
          Column.QUANTITY,
          "a quantity above 0; for a short position write it without the minus and"
              + " position_type SHORT");
      return Optional.empty();
    }
    return fields.check(
        Column.QUANTITY, value, number -> number.signum() != 0, "a quantity above 0");
  }

  private Side side(BigDecimal signed) {
    return side.orElse(signed.signum() < 0 ? Side.SHORT : Side.LONG);
  }

  private Optional<BigDecimal> price(Column column) {
    return fields.check(
        column, fields.number(column), price -> price.signum() >= 0, "a price of 0 or more");
  }

  private Optional<BigDecimal> entryPrice() {
    Optional<BigDecimal> unit = price(Column.ENTRY_PRICE);
    Optional<BigDecimal> ofCost = perUnit(fields.number(Column.COST));
    Optional<BigDecimal> paid =
        file.format() == BrokerFormat.GENERIC ? unit.or(() -> ofCost) : ofCost.or(() -> unit);
    costStated = paid.isPresent();
    Optional<BigDecimal> found = days.inKind() ? paid.or(this::ofTheDay) : paid;
    boolean told = fields.refused(Column.ENTRY_PRICE) || fields.refused(Column.COST);
    if (found.isEmpty() && !told && quantity.isPresent()) {
      fields.refuse(Column.ENTRY_PRICE, "a price of 0 or more, or a cost");
    }
    return found;
  }

  /** Without a cost, what it was worth on the day on which it moves in. */
  private Optional<BigDecimal> ofTheDay() {
    Optional<BigDecimal> price = price(Column.PRICE).or(() -> perUnit(fields.number(Column.VALUE)));
    price.ifPresent(usd -> file.noteWithoutCost(row.number()));
    return price;
  }

  private Optional<BigDecimal> perUnit(Optional<BigDecimal> total) {
    return quantity
        .map(number -> number.abs().multiply(multiplier.orElse(standard())))
        .flatMap(units -> total.map(usd -> EntryPrice.of(usd.abs(), units)));
  }

  private BigDecimal standard() {
    return instrument.map(Instrument::standardMultiplier).orElse(BigDecimal.ONE);
  }

  private Optional<BigDecimal> multiplier() {
    return fields.check(
        Column.MULTIPLIER,
        fields.number(Column.MULTIPLIER),
        multiplier -> multiplier.signum() > 0 && storable(multiplier),
        "a multiplier above 0 with at most 12 digits before and 6 after the point");
  }

  private static boolean storable(BigDecimal multiplier) {
    BigDecimal shortest = multiplier.stripTrailingZeros();
    return shortest.scale() <= 6 && shortest.precision() - shortest.scale() <= 12;
  }

  private boolean flag() {
    return fields.read(Column.OPENED_IN_KIND, PositionParser::yesOrNo).orElse(Boolean.FALSE);
  }

  private static Reading<Boolean> yesOrNo(String text) {
    String word = text.toLowerCase(Locale.ROOT);
    return YES.contains(word) || NO.contains(word)
        ? Reading.of(YES.contains(word))
        : Reading.refused("yes or no");
  }

  private Optional<LocalDate> exitDate() {
    Optional<LocalDate> entry = days.entry();
    return fields.check(
        Column.EXIT_DATE,
        file.knownDay(fields, Column.EXIT_DATE),
        exit -> entry.map(bought -> !exit.isBefore(bought)).orElse(true),
        "a day on or after the entry" + entry.map(bought -> " on " + bought).orElse(""));
  }

  private void requireBothOfExit() {
    if (exitDate.isPresent() && exitPrice.isEmpty() && !fields.refused(Column.EXIT_PRICE)) {
      fields.refuse(Column.EXIT_PRICE, "an exit price, since there is an exit date");
    }
    if (exitPrice.isPresent() && exitDate.isEmpty() && !fields.refused(Column.EXIT_DATE)) {
      fields.refuse(Column.EXIT_DATE, "an exit date, since there is an exit price");
    }
  }

  private void requirePlausibleCost() {
    if (quantity.isPresent() && entryPrice.isPresent()) {
      BigDecimal cost =
          quantity.get().abs().multiply(entryPrice.get()).multiply(multiplier.orElse(standard()));
      if (!EntryPrice.plausible(cost)) {
        fields.refuse(Column.ENTRY_PRICE, "a cost of less than 10^15 USD");
      }
    }
  }

  private void requireDollars() {
    String currency = row.cell(Column.CURRENCY);
    if (!currency.isEmpty() && !currency.equalsIgnoreCase("USD")) {
      fields.refuse(Column.CURRENCY, "USD, the only currency that is valued");
    }
  }

  private PositionLine line() {
    Instrument held = instrument.orElseThrow();
    BigDecimal signed = quantity.orElseThrow();
    return new PositionLine(
        row.number(),
        new NewPosition(
            held.symbol(),
            held.investmentClass(),
            side(signed),
            signed.abs(),
            days.quantityAsOf().orElseThrow(),
            multiplier.orElseGet(held::standardMultiplier),
            new Entry(
                days.entry().orElseThrow(),
                entryPrice.orElseThrow(),
                new Booking(days.inKind(), false, null)),
            exitDate.map(day -> Exit.traded(day, exitPrice.orElseThrow())).orElse(null)),
        costStated,
        days.quantityDateStated(),
        stated.isPresent());
  }
}
