package io.afterclose.portfoliorefresh.valuation;

import io.afterclose.portfolio.position.Position;
import io.afterclose.portfoliorefresh.valuation.PositionInputs.CloseKey;
import io.afterclose.quant.price.CorporateAction.Kind;
import io.afterclose.quant.price.Sessions;
import io.afterclose.quant.symbol.InvestmentClass;
import io.afterclose.quant.symbol.Symbol;
import java.math.BigDecimal;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.function.Predicate;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * A line of a position as the market changed it: its quantity through splits, mergers and
 * fractions, its share of the cost, and what a close says about its value.
 */
final class HeldLine {

  /**
   * A change of the quantity.
   *
   * @param date from its close on
   * @param by units after per unit before
   * @param cause a split on a day changes the shares that a merger of the day ends, nothing else
   */
  private record Step(LocalDate date, Scale by, ActionFact<Symbol> cause) {}

  private final Position position;
  private final MarketData market;

  /** Signed quantity × multiplier, as recorded: × an amount per unit is an amount of the lot. */
  private final BigDecimal units;

  private final BigDecimal statedCost;
  private final PositionInputs<Symbol> inputs;
  private final SharePart<Symbol> part;
  private final List<ActionFact<Symbol>> shareFacts;
  private final @Nullable HeldLine parent;
  private final List<HeldLine> children = new ArrayList<>();
  private final List<Step> steps = new ArrayList<>();
  private @Nullable LocalDate paidOutOn;

  HeldLine(
      Position position,
      MarketData market,
      PositionInputs<Symbol> inputs,
      SharePart<Symbol> part,
      @Nullable HeldLine parent) {
    this.position = position;
    this.market = market;
    this.units = position.quantity().multiply(position.signedMultiplier());
    this.statedCost = position.entryPrice().multiply(units);
    this.inputs = inputs;
    this.part = part;
    this.parent = parent;
    this.shareFacts =
        position.investmentClass() == InvestmentClass.PUBLIC ? part.facts() : List.of();
    if (!shareFacts.isEmpty()) {
      shareFacts.stream()
          .filter(ActionFact::scales)
          .filter(part::covers)
          .forEach(split -> add(split.exDate(), Scale.ONE.multiply(split.value()), split));
      part.mergers().stream()
          .filter(action -> action.kind() == Kind.STOCK_MERGER)
          .forEach(merger -> add(merger.exDate(), Scale.ONE.multiply(merger.value()), merger));
    }
  }

  private void add(LocalDate date, Scale by, ActionFact<Symbol> cause) {
    steps.add(new Step(date, by, cause));
  }

  Position position() {
    return position;
  }

  SharePart<Symbol> part() {
    return part;
  }

  /** Whether it was spun off of a share that the lot states. */
  boolean spunOff() {
    return parent != null;
  }

  /** Its symbol on a day. */
  Symbol symbolOn(LocalDate day) {
    return part.symbolOn(day);
  }

  /** Pays a fraction of the new shares of an action out on a day; perhaps there is no more. */
  void payFraction(ActionFact<Symbol> action, LocalDate day, Scale kept) {
    add(day, kept, action);
    if (kept.times().signum() == 0) {
      paidOutOn = day;
    }
  }

  /** First day on which it is no longer held; null while held. */
  @Nullable LocalDate endsOn() {
    LocalDate end = part.endsOn();
    return paidOutOn != null && (end == null || paidOutOn.isBefore(end)) ? paidOutOn : end;
  }

  /** Whether it is held at the close of a day by its dates, whatever an option's expiry. */
  boolean openOn(LocalDate day) {
    return part.openOn(day) && (paidOutOn == null || paidOutOn.isAfter(day));
  }

  /** The shares of a day per stated share of the lot. */
  private Scale scaleOn(LocalDate day) {
    if (steps.isEmpty()) {
      return base();
    }
    LocalDate counted = part.countedOn();
    if (day.isBefore(counted)) {
      return steps.stream()
          .filter(step -> step.date().isAfter(day) && !step.date().isAfter(counted))
          .reduce(base(), (scale, step) -> scale.divide(step.by().times()), Scale::multiply);
    }
    return scaled(step -> !step.date().isAfter(day));
  }

  private Scale scaled(Predicate<Step> until) {
    return steps.stream()
        .filter(step -> step.date().isAfter(part.countedOn()) || step.cause().equals(origin()))
        .filter(until)
        .map(Step::by)
        .reduce(base(), Scale::multiply);
  }

  private @Nullable ActionFact<Symbol> origin() {
    return part.spinOff().orElse(null);
  }

  /** What a spin-off gave, per stated share; the lot's own line begins as it is stated. */
  private Scale base() {
    return parent == null
        ? Scale.ONE
        : part.spinOff()
            .map(action -> parent.scaleInto(action).multiply(action.value()))
            .orElse(Scale.ONE);
  }

  /** The old shares that an action finds, per stated share: after a split of theirs that day. */
  private Scale scaleInto(ActionFact<Symbol> action) {
    LocalDate day = action.exDate();
    return scaled(
        step ->
            step.date().isBefore(day)
                || (step.date().equals(day)
                    && step.cause().kind() == Kind.SPLIT
                    && step.cause().symbol().equals(action.symbol())));
  }

  /** The old shares that an action finds, above 0. */
  BigDecimal quantityInto(ActionFact<Symbol> action) {
    return scaleInto(action).of(position.quantity());
  }

  /** What an action pays on them, USD, signed. */
  BigDecimal paidBy(ActionFact<Symbol> action) {
    return scaleInto(action).of(recorded(action.cashPerShare()));
  }

  /**
   * The quantity at the close of a day: as stated × the splits with ex-date in (as-of, day], or ÷
   * those in (day, as-of], and through mergers. An option's quantity is never scaled.
   */
  BigDecimal quantityOn(LocalDate day) {
    return scaleOn(day).of(position.quantity());
  }

  /**
   * The amount per unit as it enters the net asset value on a day: × signed quantity × multiplier.
   */
  BigDecimal valueOn(LocalDate day, BigDecimal perUnit) {
    return scaleOn(day).of(recorded(perUnit));
  }

  private BigDecimal recorded(BigDecimal perUnit) {
    return perUnit.multiply(units);
  }

  /**
   * Its value on a day at a quote of it or before: a split since changes its shares and its price,
   * not its value; what was paid since is no longer in the price.
   */
  BigDecimal valueAt(LocalDate day, Quote quote) {
    if (shareFacts.isEmpty() || quote.date().equals(day)) {
      return valueOn(day, quote.price());
    }
    return paidSince(quote, day)
        .map(paid -> restatedValue(paid.value(), paid.exDate(), day))
        .reduce(restatedValue(quote.price(), quote.date(), day), BigDecimal::subtract);
  }

  private BigDecimal restatedValue(BigDecimal price, LocalDate of, LocalDate day) {
    return scaleOn(day).divide(splitRatio(of, day)).of(recorded(price));
  }

  /**
   * The price of a quote for the shares of a day: a close from before a split or a dividend is
   * restated.
   */
  BigDecimal priceOn(LocalDate day, Quote quote) {
    if (shareFacts.isEmpty() || quote.date().equals(day)) {
      return quote.price();
    }
    return paidSince(quote, day)
        .map(paid -> restated(paid.value(), paid.exDate(), day))
        .reduce(restated(quote.price(), quote.date(), day), BigDecimal::subtract);
  }

  private BigDecimal restated(BigDecimal price, LocalDate of, LocalDate day) {
    return Scale.ONE.divide(splitRatio(of, day)).of(price);
  }

  private Stream<ActionFact<Symbol>> paidSince(Quote quote, LocalDate day) {
    return shareFacts.stream()
        .filter(action -> action.kind() == Kind.DIVIDEND)
        .filter(action -> action.isWithin(quote.date(), day) && part.quotes(action, day));
  }

  /** New shares per old of what is quoted over the ex-dates in (after, upTo]; 1 without a split. */
  private BigDecimal splitRatio(LocalDate after, LocalDate upTo) {
    return shareFacts.stream()
        .filter(ActionFact::scales)
        .filter(split -> split.isWithin(after, upTo) && part.quotes(split, upTo))
        .map(ActionFact::value)
        .reduce(BigDecimal.ONE, BigDecimal::multiply);
  }

  /** The dividends up to a day that it was entitled to. */
  Stream<ActionFact<Symbol>> dividends(LocalDate day) {
    if (shareFacts.isEmpty()) {
      return Stream.empty();
    }
    return shareFacts.stream()
        .filter(action -> action.kind() == Kind.DIVIDEND && !action.exDate().isAfter(day))
        .filter(dividend -> inputs.isEntitled(part, dividend));
  }

  /**
   * Its part of the stated cost on a day, USD, signed: a child of a spin-off takes its share with
   * it, the stated one, else that of the first closes once they are there.
   */
  BigDecimal costOn(LocalDate day) {
    BigDecimal cost = parent == null ? statedCost : takenAlong(day);
    for (HeldLine child : children) {
      cost = cost.subtract(child.takenAlong(day));
    }
    return cost;
  }

  void addChild(HeldLine child) {
    children.add(child);
  }

  /** Of the cost that its parent had until then. */
  private BigDecimal takenAlong(LocalDate day) {
    if (parent == null) {
      return BigDecimal.ZERO;
    }
    ActionFact<Symbol> action = part.spinOff().orElseThrow();
    return action.exDate().isAfter(day)
        ? BigDecimal.ZERO
        : costShare(action, day).of(parent.costBefore(this, day));
  }

  private BigDecimal costBefore(HeldLine child, LocalDate day) {
    BigDecimal cost = parent == null ? statedCost : takenAlong(day);
    for (HeldLine earlier : children) {
      if (earlier == child) {
        break;
      }
      cost = cost.subtract(earlier.takenAlong(day));
    }
    return cost;
  }

  private Scale costShare(ActionFact<Symbol> action, LocalDate day) {
    BigDecimal stated = action.costShare();
    if (stated != null) {
      return Scale.ONE.multiply(stated);
    }
    Optional<CloseKey<Symbol>> own = part.firstClose(action, day);
    Optional<BigDecimal> parents = own.flatMap(part::parentClose).map(this::close);
    if (own.isEmpty() || parents.isEmpty()) {
      return new Scale(BigDecimal.ZERO, BigDecimal.ONE);
    }
    BigDecimal worth = close(own.get()).multiply(action.value());
    return new Scale(worth, worth.add(parents.get()));
  }

  private BigDecimal close(CloseKey<Symbol> key) {
    return market.closeOn(key.symbol(), key.session()).orElseThrow();
  }

  /** What prices it on a day, as traded on its own date; empty if unpriced. */
  Optional<Quote> quoteOn(LocalDate day) {
    if (isUnchangedShare() && market.sessions().indexOf(day) >= 0) {
      Optional<BigDecimal> close = market.closeOn(position.symbol(), day);
      if (close.isPresent()) {
        return Optional.of(new Quote(position.symbol(), day, close.get()));
      }
    }
    Optional<Quote> quote =
        inputs.price(part, day).map(this::quote).filter(found -> priceOn(day, found).signum() >= 0);
    if (quote.isEmpty() && position.investmentClass() != InvestmentClass.PRIVATE) {
      requireReach(day);
    }
    return quote;
  }

  /**
   * Whether it is the stated share, without any action: its own close of a day is its price then.
   */
  private boolean isUnchangedShare() {
    return position.investmentClass() == InvestmentClass.PUBLIC
        && parent == null
        && shareFacts.isEmpty();
  }

  /** The price that a close gives. */
  Quote quote(CloseKey<Symbol> key) {
    return new Quote(key.symbol(), key.session(), perUnit(key, close(key)));
  }

  MarketData market() {
    return market;
  }

  LocalDate start() {
    return part.start();
  }

  /**
   * The close of which its value is carried while nothing prices it; also one whose price would be
   * below 0 after what was paid since.
   */
  Optional<CloseKey<Symbol>> carriedClose(LocalDate day) {
    return inputs.price(part, day).or(() -> inputs.carriedClose(part, day));
  }

  /** Whether it had a price at the session before, or was not held then. */
  boolean isNewlyUnpriced(LocalDate day) {
    return inputs.isNewlyUnpriced(part, day);
  }

  /** Its value at a quote of a day before, less what was paid on it since. */
  BigDecimal lastValue(LocalDate day, Quote quote) {
    boolean ofShares = part.paidActions().stream().noneMatch(a -> a.isWithin(quote.date(), day));
    return ofShares && position.investmentClass() == InvestmentClass.PUBLIC
        ? valueAt(day, quote)
        : valueOn(quote.date(), quote.price()).subtract(paidSince(quote.date(), day));
  }

  /** Dividends and what actions paid after a day up to another, USD, signed. */
  BigDecimal paidSince(LocalDate after, LocalDate upTo) {
    Stream<BigDecimal> dividends =
        dividends(upTo)
            .filter(dividend -> dividend.exDate().isAfter(after))
            .map(dividend -> valueOn(dividend.exDate(), dividend.value()));
    Stream<BigDecimal> actions =
        part.paidActions().stream()
            .filter(action -> action.isWithin(after, upTo))
            .map(this::paidBy);
    return Stream.concat(dividends, actions).reduce(BigDecimal.ZERO, BigDecimal::add);
  }

  /**
   * An option counts the contracts that splits made of the stated one; a close of the underlying
   * stands for their intrinsic value, at the strike as stated.
   */
  private BigDecimal perUnit(CloseKey<Symbol> key, BigDecimal close) {
    return inputs
        .contractOn(key.session())
        .map(state -> state.newPerOld().multiply(close))
        .map(
            whole ->
                inputs.settles(key.symbol())
                    ? position.contract().orElseThrow().intrinsicValue(whole)
                    : whole)
        .orElse(close);
  }

  /** Unpriced is what has no close, not what no close was loaded for. */
  private void requireReach(LocalDate day) {
    Sessions sessions = market.sessions();
    Optional<LocalDate> settled = inputs.settlementSession(day);
    if (settled.isEmpty() && sessions.indexOf(day) < 0) {
      throw new IllegalArgumentException(
          "A session of the axis (" + sessions + ") was expected, found " + day);
    }
    if (sessions.floorIndex(settled.orElse(day)) < Position.STALE_SESSIONS) {
      throw new IllegalStateException(
          "An axis that reaches %d sessions back from %s was expected, found %s; load more sessions"
              .formatted(Position.STALE_SESSIONS, settled.orElse(day), sessions));
    }
  }

  /** Why nothing prices it on a day. */
  UnpricedReason unpriced(LocalDate day) {
    return inputs.unpriced(part, day);
  }

  /** Whether a quote is of the day itself, or of the last session of an option's life. */
  boolean currentOn(LocalDate day, Quote quote) {
    return inputs.settlementSession(day).orElse(day).equals(quote.date());
  }
}
