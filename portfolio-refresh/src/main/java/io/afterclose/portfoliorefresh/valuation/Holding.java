package io.afterclose.portfoliorefresh.valuation;

import io.afterclose.portfolio.position.Position;
import io.afterclose.portfoliorefresh.valuation.PositionInputs.OptionTerms;
import io.afterclose.portfoliorefresh.valuation.PositionInputs.ReplacedRows;
import io.afterclose.portfoliorefresh.valuation.PositionInputs.Terms;
import io.afterclose.quant.symbol.OptionContract;
import io.afterclose.quant.symbol.OptionRoots;
import io.afterclose.quant.symbol.Symbol;
import java.math.BigDecimal;
import java.time.LocalDate;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;

/**
 * A position as the market changed it: the lines that it consists of, and the end of its life.
 *
 * @param position as recorded
 * @param inputs what its value reads of the market
 * @param lines its own first, then what was spun off
 */
record Holding(Position position, PositionInputs<Symbol> inputs, List<HeldLine> lines) {

  Holding {
    lines = List.copyOf(lines);
  }

  static Holding of(Position position, HandedOver handedOver, MarketData market) {
    PositionInputs<Symbol> inputs = inputs(position, handedOver, market, ReplacedRows.NONE);
    if (inputs.parts().size() == 1) {
      SharePart<Symbol> whole = inputs.parts().get(0);
      return new Holding(
          position, inputs, List.of(new HeldLine(position, market, inputs, whole, null)));
    }
    Map<SharePart<Symbol>, HeldLine> lines = new LinkedHashMap<>();
    for (SharePart<Symbol> part : inputs.parts()) {
      HeldLine parent = part.parent().map(lines::get).orElse(null);
      HeldLine line = new HeldLine(position, market, inputs, part, parent);
      if (parent != null) {
        parent.addChild(line);
      }
      lines.put(part, line);
    }
    return new Holding(position, inputs, List.copyOf(lines.values()));
  }

  /** What the value of a position reads of the market. */
  static PositionInputs<Symbol> inputs(
      Position position, HandedOver handedOver, MarketData market, ReplacedRows replaced) {
    return new PositionInputs<>(
        new Terms<>(
            position.symbol(),
            position.investmentClass(),
            position.quantityAsOf(),
            position.entryDate(),
            position.exitDate(),
            position.contract().map(option -> terms(option, market.optionRoots())).orElse(null),
            handedOver.by(position)),
        market,
        replaced);
  }

  private static OptionTerms<Symbol> terms(OptionContract option, OptionRoots roots) {
    return new OptionTerms<>(
        option, roots.underlying(option).orElse(null), roots.settlementShare(option).orElse(null));
  }

  /**
   * The end of a line: from its date on it is no longer held.
   *
   * @param date first day not held, and the day on which the cash moves
   * @param price USD per unit
   */
  record Exit(LocalDate date, BigDecimal price) {}

  /** The line that is the stated one. */
  HeldLine own() {
    return lines.get(0);
  }

  /** Whether one of its lines is held at the close of a day. */
  boolean isOpen(HeldLine line, LocalDate day) {
    return line.openOn(day) && (line.spunOff() || exit(day).isEmpty());
  }

  /** The first day on which nothing of it is held; empty while something is, up to a day. */
  Optional<LocalDate> endOn(LocalDate day) {
    if (position.entryDate().isAfter(day) || lines.stream().anyMatch(line -> isOpen(line, day))) {
      return Optional.empty();
    }
    return Stream.concat(
            exit(day).map(Exit::date).stream(),
            lines.stream()
                .flatMap(line -> Stream.ofNullable(line.endsOn()))
                .filter(end -> !end.isAfter(day)))
        .max(LocalDate::compareTo);
  }

  /**
   * How its own line ended, on or before a day: as recorded, else an option at the close of the
   * last session up to its expiry. An expired option without a settlement price has not ended, nor
   * does an exit count that is recorded after a merger had ended the share.
   */
  Optional<Exit> exit(LocalDate day) {
    LocalDate exitDate = position.exitDate();
    BigDecimal exitPrice = position.exitPrice();
    if (exitDate == null || exitPrice == null) {
      return inputs.settlementSession(day).flatMap(this::settlement);
    }
    return exitDate.isAfter(day) || !exitDate.equals(own().part().endsOn())
        ? Optional.empty()
        : Optional.of(new Exit(exitDate, exitPrice));
  }

  private Optional<Exit> settlement(LocalDate session) {
    return own().quoteOn(session).map(quote -> new Exit(session, quote.price()));
  }
}
