package io.afterclose.portfoliorefresh.broker.activity;

import io.afterclose.portfoliorefresh.broker.Amount;
import io.afterclose.portfoliorefresh.broker.Blanks;
import io.afterclose.portfoliorefresh.broker.BrokerFormat;
import io.afterclose.portfoliorefresh.broker.EntryPrice;
import io.afterclose.portfoliorefresh.broker.FileDate;
import io.afterclose.portfoliorefresh.broker.Instrument;
import io.afterclose.portfoliorefresh.broker.Reading;
import io.afterclose.portfoliorefresh.broker.Row;
import io.afterclose.portfoliorefresh.broker.RowReader;
import io.afterclose.quant.symbol.InvestmentClass;
import io.afterclose.quant.symbol.Symbol;
import java.math.BigDecimal;
import java.time.LocalDate;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/** Reads one line of an activity file. */
final class ActivityParser {
  /** What rounding of price and amount may make of a trade. */
  private static final BigDecimal ROUNDING = new BigDecimal("0.05");

  private static final BigDecimal ONE_PER_CENT = new BigDecimal("0.01");
  private static final int LONGEST_NOTE = 200;

  /** {@code 06/17/2024 as of 06/14/2024}: booked on the first day, valid from the second. */
  private static final Pattern AS_OF = Pattern.compile("(?i).*\\bas of\\b(.*)");

  /** {@code KO(US1912161007) Cash Dividend USD 0.46 per Share}. */
  private static final Pattern NAMED_FIRST = Pattern.compile("([A-Za-z0-9. ]{1,12})\\s?\\(.*");

  private final Row<ActivityColumn> row;
  private final RowReader<ActivityColumn> fields;
  private final ActivityFacts file;
  private final ActionMeaning meaning;

  ActivityParser(
      Row<ActivityColumn> row,
      RowReader<ActivityColumn> fields,
      ActivityFacts file,
      ActionMeaning meaning) {
    this.row = row;
    this.fields = fields;
    this.file = file;
    this.meaning = meaning;
  }

  /** The line; empty if a field was refused, the reasons are in the fields then. */
  Optional<ActivityLine> parse() {
    requireDollars();
    Optional<LocalDate> date = date();
    BigDecimal signed = fields.number(ActivityColumn.QUANTITY).orElse(BigDecimal.ZERO);
    Optional<BigDecimal> amount = fields.number(ActivityColumn.AMOUNT);
    ActivityKind kind = kind(signed, amount);
    Optional<Traded> traded = kind.isCash() ? Optional.empty() : traded(kind, signed.abs(), amount);
    BigDecimal cash = cash(kind, traded, amount);
    Optional<Symbol> about = kind.isCash() ? about(kind) : Optional.empty();
    Optional<LocalDate> exDate =
        kind == ActivityKind.DIVIDEND
            ? known(ActivityColumn.EX_DATE, fields.date(ActivityColumn.EX_DATE))
            : Optional.empty();
    if (!fields.errors().isEmpty()) {
      return Optional.empty();
    }
    return Optional.of(
        new ActivityLine(
            row.number(),
            date.orElseThrow(),
            paidBack(kind, cash),
            traded.orElse(null),
            about.orElse(null),
            magnitude(kind, cash),
            exDate.orElse(null),
            row.cell(ActivityColumn.REFERENCE),
            note()));
  }

  private void requireDollars() {
    String currency = row.cell(ActivityColumn.CURRENCY);
    if (!currency.isEmpty() && !currency.equalsIgnoreCase("USD")) {
      fields.refuse(ActivityColumn.CURRENCY, "USD, the only currency that is valued");
    }
  }

  private Optional<LocalDate> date() {
    return known(
        ActivityColumn.DATE,
        fields.required(
            ActivityColumn.DATE,
            text -> {
              Matcher asOf = AS_OF.matcher(text);
              return FileDate.read(
                  asOf.matches() ? Blanks.strip(asOf.group(1)) : text, file.eitherWay());
            }));
  }

  private Optional<LocalDate> known(ActivityColumn column, Optional<LocalDate> day) {
    return fields.check(column, day, file.options()::known, file.options().knownDays());
  }

  private ActivityKind kind(BigDecimal signed, Optional<BigDecimal> amount) {
    ActivityKind said =
        meaning
            .kind()
            .orElseGet(
                () ->
                    meaning == ActionMeaning.TRADE_BY_SIGN
                        ? bySign(signed, ActivityKind.BUY_OR_COVER, ActivityKind.SELL_OR_SHORT)
                        : transfer(signed, amount));
    return IbkrCodes.of(row).refine(said, endsWithoutCash(amount));
  }

  private boolean endsWithoutCash(Optional<BigDecimal> amount) {
    return isZero(amount)
        && isZero(fields.number(ActivityColumn.PRICE))
        && isZero(fields.number(ActivityColumn.PROCEEDS));
  }

  private static boolean isZero(Optional<BigDecimal> number) {
    return number.filter(value -> value.signum() != 0).isEmpty();
  }

  private ActivityKind transfer(BigDecimal signed, Optional<BigDecimal> amount) {
    if (signed.signum() == 0 || row.cell(ActivityColumn.SYMBOL).isEmpty()) {
      return bySign(amount.orElse(BigDecimal.ZERO), ActivityKind.DEPOSIT, ActivityKind.WITHDRAWAL);
    }
    return switch (row.cell(ActivityColumn.DIRECTION).toLowerCase(Locale.ROOT)) {
      case "in" -> ActivityKind.TRANSFER_IN;
      case "out" -> ActivityKind.TRANSFER_OUT;
      default -> bySign(signed, ActivityKind.TRANSFER_IN, ActivityKind.TRANSFER_OUT);
    };
  }

  private static ActivityKind bySign(BigDecimal number, ActivityKind above, ActivityKind below) {
    return number.signum() < 0 ? below : above;
  }

  private Optional<Traded> traded(
      ActivityKind kind, BigDecimal quantity, Optional<BigDecimal> amount) {
    Optional<InvestmentClass> stated =
        fields
            .oneOf(ActivityColumn.INVESTMENT_CLASS, InvestmentClass.values())
            .or(() -> file.options().classOf(row.cell(ActivityColumn.SYMBOL)));
    Optional<Instrument> found =
        fields.required(ActivityColumn.SYMBOL, text -> Instrument.read(text, stated));
    if (quantity.signum() == 0 && !fields.refused(ActivityColumn.QUANTITY)) {
      fields.refuse(ActivityColumn.QUANTITY, "a quantity other than 0 of a " + kind);
    }
    if (found.isEmpty() || quantity.signum() == 0) {
      return Optional.empty();
    }
    Instrument instrument = found.get();
    if (kind.endsOption() && instrument.investmentClass() != InvestmentClass.OPTIONS) {
      fields.refuse(ActivityColumn.SYMBOL, "an option's symbol, since only an option can end so");
    }
    BigDecimal multiplier =
        fields
            .check(
                ActivityColumn.MULTIPLIER,
                fields.number(ActivityColumn.MULTIPLIER),
                number -> number.signum() > 0,
                "a multiplier above 0")
            .orElseGet(instrument::standardMultiplier);
    return Optional.of(
        new Traded(
            instrument.symbol(),
            instrument.investmentClass(),
            stated.isPresent(),
            quantity,
            price(kind, quantity.multiply(multiplier), amount).orElse(null),
            multiplier));
  }

  private Optional<BigDecimal> price(
      ActivityKind kind, BigDecimal units, Optional<BigDecimal> amount) {
    Optional<BigDecimal> written =
        fields.check(
            ActivityColumn.PRICE,
            fields.number(ActivityColumn.PRICE),
            price -> price.signum() >= 0,
            "a price of 0 or more");
    if (kind.isTransfer()) {
      return fields
          .number(ActivityColumn.COST)
          .map(cost -> EntryPrice.of(cost.abs(), units))
          .or(() -> written);
    }
    Optional<BigDecimal> price =
        written.or(() -> gross(kind, amount).map(gross -> EntryPrice.of(gross, units)));
    if (kind.isTrade() && price.isEmpty() && !fields.refused(ActivityColumn.PRICE)) {
      fields.refuse(ActivityColumn.PRICE, "a price, or the amount of the trade");
    }
    price.ifPresent(usd -> requireAgreement(kind, usd.multiply(units), amount));
    return price;
  }

  /** What was paid for the shares alone. */
  private Optional<BigDecimal> gross(ActivityKind kind, Optional<BigDecimal> amount) {
    return fields
        .number(ActivityColumn.PROCEEDS)
        .map(BigDecimal::abs)
        .or(() -> amount.map(usd -> beforeCosts(kind, usd)))
        .filter(usd -> usd.signum() >= 0);
  }

  private BigDecimal beforeCosts(ActivityKind kind, BigDecimal amount) {
    return kind.buys() ? amount.abs().subtract(costs()) : amount.add(costs());
  }

  private BigDecimal costs() {
    return Costs.read(row, fields, file);
  }

  /** A wrong multiplier, or a price in another unit, would make wrong money. */
  private void requireAgreement(ActivityKind kind, BigDecimal gross, Optional<BigDecimal> amount) {
    Optional<BigDecimal> told = gross(kind, amount);
    if (kind.isTrade() && told.isPresent()) {
      BigDecimal tolerance = gross.multiply(ONE_PER_CENT).add(ROUNDING);
      if (told.get().subtract(gross).abs().compareTo(tolerance) > 0) {
        fields.refuse(
            amount.isPresent() ? ActivityColumn.AMOUNT : ActivityColumn.PROCEEDS,
            "quantity x price x multiplier, "
                + gross.stripTrailingZeros().toPlainString()
                + ", with commission and fees of "
                + costs().stripTrailingZeros().toPlainString());
      }
    }
  }

  /** USD as it hits cash. */
  private BigDecimal cash(ActivityKind kind, Optional<Traded> traded, Optional<BigDecimal> amount) {
    if (kind.isTrade()) {
      return traded.map(security -> ofTrade(kind, security, amount)).orElse(BigDecimal.ZERO);
    }
    if (!kind.isCash()) {
      return BigDecimal.ZERO;
    }
    if (amount.isEmpty() && !fields.refused(ActivityColumn.AMOUNT)) {
      fields.refuse(ActivityColumn.AMOUNT, "the amount of a " + kind);
    }
    return amount.orElse(BigDecimal.ZERO);
  }

  private BigDecimal ofTrade(ActivityKind kind, Traded traded, Optional<BigDecimal> amount) {
    if (amount.isPresent()) {
      return kind.buys() ? amount.get().abs().negate() : amount.get();
    }
    BigDecimal price = traded.price() == null ? BigDecimal.ZERO : traded.price();
    BigDecimal gross =
        fields
            .number(ActivityColumn.PROCEEDS)
            .map(BigDecimal::abs)
            .orElseGet(() -> traded.quantity().multiply(price).multiply(traded.multiplier()));
    return (kind.buys() ? gross.negate() : gross).subtract(costs());
  }

  /** A fee or tax that comes back is recorded by the signed kind. */
  private ActivityKind paidBack(ActivityKind kind, BigDecimal cash) {
    boolean cost = kind == ActivityKind.FEE || kind == ActivityKind.TAX;
    return cost && file.costsAreNegative() && cash.signum() > 0 ? ActivityKind.INTEREST : kind;
  }

  private static BigDecimal magnitude(ActivityKind kind, BigDecimal cash) {
    return switch (kind) {
      case FEE, TAX, DEPOSIT, WITHDRAWAL -> cash.abs();
      default -> cash;
    };
  }

  /** The share of which a row of cash is; a DIVIDEND has one. */
  private Optional<Symbol> about(ActivityKind kind) {
    String text = row.cell(ActivityColumn.SYMBOL);
    Matcher named = NAMED_FIRST.matcher(row.cell(ActivityColumn.DESCRIPTION));
    String symbol =
        !text.isEmpty() || file.format() != BrokerFormat.IBKR || !named.matches()
            ? text
            : Blanks.strip(named.group(1));
    Reading<Instrument> read = Instrument.read(symbol, file.options().classOf(symbol));
    if (kind == ActivityKind.DIVIDEND && read.value() == null) {
      fields.refuse(ActivityColumn.SYMBOL, read.expected());
    }
    return read.accepted().map(Instrument::symbol);
  }

  private @Nullable String note() {
    String text =
        String.join(
            " ", List.of(row.cell(ActivityColumn.ACTION), row.cell(ActivityColumn.DESCRIPTION)));
    String single = Blanks.single(text);
    int end = Math.min(LONGEST_NOTE, single.length());
    return single.isEmpty() || Amount.absent(single) ? null : single.substring(0, end);
  }
}
