package io.afterclose.portfoliorefresh.keeping;

import io.afterclose.portfolio.position.NewPosition;
import io.afterclose.portfolio.position.Side;
import java.math.BigDecimal;
import java.time.LocalDate;
import java.util.Optional;

/** Reads one line into a position by the rules of an import. */
final class PositionParser {
  private final RowReader fields;
  private final Optional<Instrument> instrument;
  private final Optional<BigDecimal> quantity;
  private final Optional<LocalDate> entryDate;
  private final Optional<BigDecimal> entryPrice;
  private final Optional<LocalDate> quantityAsOf;
  private final Optional<Side> side;
  private final Optional<BigDecimal> multiplier;
  private final Optional<LocalDate> exitDate;
  private final Optional<BigDecimal> exitPrice;

  private PositionParser(RowReader fields) {
    this.fields = fields;
    this.instrument = Instrument.read(fields);
    this.quantity = quantity(fields);
    this.entryDate = entryDate(fields, instrument);
    this.entryPrice = price(fields, Column.ENTRY_PRICE);
    this.quantityAsOf = fields.date(Column.QUANTITY_AS_OF);
    this.side = fields.oneOf(Column.POSITION_TYPE, Side.values());
    this.multiplier = multiplier(fields);
    this.exitDate = exitDate(fields, entryDate);
    this.exitPrice = price(fields, Column.EXIT_PRICE);
    requireBothOfExit();
  }

  /** The position of a line; empty if a field was refused, the reasons are in the fields then. */
  static Optional<PositionLine> of(RowReader fields) {
    PositionParser parser = new PositionParser(fields);
    return fields.errors().isEmpty() ? Optional.of(parser.position()) : Optional.empty();
  }

  private static Optional<BigDecimal> quantity(RowReader fields) {
    Optional<BigDecimal> value = fields.decimal(Column.QUANTITY);
    boolean negative = value.filter(quantity -> quantity.signum() < 0).isPresent();
    String expected =
        negative
            ? "a quantity above 0; for a short position write it without the minus and"
                + " position_type SHORT"
            : "a quantity above 0";
    return fields.check(Column.QUANTITY, value, quantity -> quantity.signum() > 0, expected);
  }

  private static Optional<LocalDate> entryDate(RowReader fields, Optional<Instrument> instrument) {
    return fields.check(
        Column.ENTRY_DATE,
        fields.date(Column.ENTRY_DATE),
        entry -> instrument.map(traded -> traded.existsOn(entry)).orElse(true),
        "a day on or before the option's expiry");
  }

  private static Optional<BigDecimal> price(RowReader fields, Column column) {
    return fields.check(
        column, fields.decimal(column), price -> price.signum() >= 0, "a price of 0 or more");
  }

  private static Optional<BigDecimal> multiplier(RowReader fields) {
    return fields.check(
        Column.MULTIPLIER,
        fields.decimal(Column.MULTIPLIER),
        multiplier -> multiplier.signum() > 0 && storable(multiplier),
        "a multiplier above 0 with at most 12 digits before and 6 after the point");
  }

  private static boolean storable(BigDecimal multiplier) {
    BigDecimal shortest = multiplier.stripTrailingZeros();
    return shortest.scale() <= 6 && shortest.precision() - shortest.scale() <= 12;
  }

  private static Optional<LocalDate> exitDate(RowReader fields, Optional<LocalDate> entryDate) {
    return fields.check(
        Column.EXIT_DATE,
        fields.date(Column.EXIT_DATE),
        exit -> entryDate.map(entry -> !exit.isBefore(entry)).orElse(true),
        "a day on or after the entry" + entryDate.map(entry -> " on " + entry).orElse(""));
  }

  private void requireBothOfExit() {
    if (exitDate.isPresent() && exitPrice.isEmpty() && !fields.refused(Column.EXIT_PRICE)) {
      fields.refuse(Column.EXIT_PRICE, "an exit price, since there is an exit date");
    }
    if (exitPrice.isPresent() && exitDate.isEmpty() && !fields.refused(Column.EXIT_DATE)) {
      fields.refuse(Column.EXIT_DATE, "an exit date, since there is an exit price");
    }
  }

  private PositionLine position() {
    Instrument held = instrument.orElseThrow();
    LocalDate entry = entryDate.orElseThrow();
    return new PositionLine(
        fields.lineNumber(),
        new NewPosition(
            held.symbol(),
            held.investmentClass(),
            side.orElse(Side.LONG),
            quantity.orElseThrow(),
            quantityAsOf.orElse(entry),
            entry,
            entryPrice.orElseThrow(),
            multiplier.orElseGet(held::standardMultiplier),
            exitDate.orElse(null),
            exitPrice.orElse(null)));
  }
}
