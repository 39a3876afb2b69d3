package io.afterclose.portfoliorefresh.valuation;

import io.afterclose.portfolio.position.CashMovement;
import io.afterclose.portfolio.position.ManualValuation;
import io.afterclose.portfolio.position.PortfolioHistory;
import io.afterclose.portfolio.position.Position;
import io.afterclose.portfoliorefresh.valuation.ValuationInput.Kind;
import io.afterclose.quant.price.CorporateAction;
import io.afterclose.quant.symbol.InvestmentClass;
import io.afterclose.quant.symbol.OptionContract;
import io.afterclose.quant.symbol.Symbol;
import java.time.LocalDate;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * Names what a portfolio's value on a day is made of: its positions and cash rows up to the day as
 * stated, the closes and valuations that were used, the splits and dividends that were felt. Two
 * days of one portfolio with the same inputs have the same value.
 */
public final class ValuationInputs {

  private final PortfolioHistory history;
  private final MarketData market;
  private final LocalDate session;

  private ValuationInputs(PortfolioHistory history, MarketData market, LocalDate session) {
    this.history = history;
    this.market = market;
    this.session = session;
  }

  /** The inputs of a session, each once, in no order. */
  public static List<ValuationInput> of(
      PortfolioHistory history, MarketData market, LocalDate session) {
    ValuationInputs inputs = new ValuationInputs(history, market, session);
    return Stream.concat(
            history.positions().stream()
                .filter(position -> !position.entryDate().isAfter(session))
                .flatMap(inputs::of),
            history.cash().stream()
                .filter(row -> !row.date().isAfter(session))
                .map(ValuationInputs::cash))
        .distinct()
        .toList();
  }

  private Stream<ValuationInput> of(Position position) {
    Holding holding = new Holding(position, market);
    return Stream.of(
            stated(position), price(holding).stream(), actions(holding), estimate(holding).stream())
        .flatMap(inputs -> inputs);
  }

  private Stream<ValuationInput> stated(Position position) {
    LocalDate exit = position.exitDate();
    boolean closed = exit != null && !exit.isAfter(session);
    return Stream.of(
            stated(position, "class", position.investmentClass()),
            stated(position, "side", position.side()),
            stated(position, "quantity", position.quantity()),
            stated(position, "quantity as of", position.quantityAsOf()),
            stated(position, "entry date", position.entryDate()),
            stated(position, "entry price", position.entryPrice()),
            stated(position, "multiplier", position.multiplier()),
            stated(position, "exit date", closed ? exit : null),
            stated(position, "exit price", closed ? position.exitPrice() : null))
        .flatMap(Optional::stream);
  }

  private static Optional<ValuationInput> stated(
      Position position, String what, @Nullable Object value) {
    return Optional.ofNullable(value)
        .map(known -> new ValuationInput(Kind.POSITION, named(position) + " " + what, known));
  }

  /** An option that has expired lives on in the cash that its settlement moved. */
  private Optional<ValuationInput> price(Holding holding) {
    Position position = holding.position();
    LocalDate exit = position.exitDate();
    if (exit != null && !exit.isAfter(session)) {
      return Optional.empty();
    }
    return position.investmentClass() == InvestmentClass.PRIVATE
        ? Optional.empty()
        : position
            .contract()
            .filter(option -> !option.expiry().isAfter(session))
            .map(option -> settlement(position, option))
            .orElseGet(() -> latest(position.symbol(), session));
  }

  private Optional<ValuationInput> settlement(Position position, OptionContract expired) {
    Symbol underlying = new Symbol(expired.root());
    LocalDate last = Quote.sessionUpTo(market.sessions(), expired.expiry());
    return market
        .closeOn(underlying, last)
        .map(close -> close(underlying, new Quote(last, close)))
        .or(() -> latest(position.symbol(), last));
  }

  private Optional<ValuationInput> latest(Symbol symbol, LocalDate day) {
    return Quote.latest(market, symbol, day).map(quote -> close(symbol, quote));
  }

  private static ValuationInput close(Symbol symbol, Quote quote) {
    return new ValuationInput(Kind.PRICE, symbol + " " + quote.date(), quote.price());
  }

  /** The dividends it was paid, and the splits between two days on which its shares count. */
  private Stream<ValuationInput> actions(Holding holding) {
    List<CorporateAction> dividends =
        holding.actions(CorporateAction.Kind.DIVIDEND).stream()
            .filter(dividend -> !dividend.exDate().isAfter(session))
            .filter(dividend -> holding.position().openOn(dividend.exDate().minusDays(1)))
            .filter(dividend -> !settled(holding.position(), dividend.exDate()))
            .toList();
    Stream<CorporateAction> splits =
        holding.actions(CorporateAction.Kind.SPLIT).stream()
            .filter(split -> felt(split.exDate(), holding, dividends));
    return Stream.concat(dividends.stream(), splits)
        .map(
            action ->
                new ValuationInput(
                    Kind.ACTION,
                    action.symbol() + " " + action.exDate() + " " + action.kind(),
                    action.value()));
  }

  /** Whether the owner stated a dividend himself. */
  private boolean settled(Position position, LocalDate exDate) {
    return history.cash().stream()
        .anyMatch(
            row ->
                row.kind() == CashMovement.Kind.DIVIDEND
                    && row.date().equals(exDate)
                    && row.replacesRowOf().equals(OptionalLong.of(position.id())));
  }

  private boolean felt(LocalDate split, Holding holding, List<CorporateAction> dividends) {
    Position position = holding.position();
    LocalDate exit = position.exitDate();
    LocalDate counted = position.quantityAsOf();
    LocalDate last = exit == null || exit.isAfter(session) ? session : exit;
    boolean carried =
        Quote.latest(market, position.symbol(), session)
            .filter(quote -> position.openOn(session))
            .filter(quote -> between(quote.date(), split, session))
            .isPresent();
    return carried
        || between(counted, split, last)
        || dividends.stream()
            .anyMatch(dividend -> between(counted, split, dividend.exDate().minusDays(1)));
  }

  /** Whether a split lies after the one day and up to the other, whichever is the earlier. */
  private static boolean between(LocalDate one, LocalDate split, LocalDate other) {
    LocalDate first = one.isBefore(other) ? one : other;
    LocalDate last = one.isBefore(other) ? other : one;
    return split.isAfter(first) && !split.isAfter(last);
  }

  private Optional<ValuationInput> estimate(Holding holding) {
    Position position = holding.position();
    return position.investmentClass() == InvestmentClass.PRIVATE && position.openOn(session)
        ? PositionValuer.latest(history.valuationsOf(position), session)
            .map(valuation -> valuation(position, valuation))
        : Optional.empty();
  }

  private static ValuationInput valuation(Position position, ManualValuation valuation) {
    return new ValuationInput(
        Kind.VALUATION, named(position) + " " + valuation.asOf(), valuation.amount());
  }

  private static String named(Position position) {
    return position.id() + " " + position.symbol();
  }

  private static ValuationInput cash(CashMovement row) {
    String position =
        row.positionId() == null ? "" : " of position " + Objects.toString(row.positionId());
    return new ValuationInput(
        Kind.CASH, row.id() + " " + row.date() + " " + row.kind() + position, row.amount());
  }
}
