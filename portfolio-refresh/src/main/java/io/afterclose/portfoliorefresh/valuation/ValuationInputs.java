package io.afterclose.portfoliorefresh.valuation;

import io.afterclose.portfolio.position.CashMovement;
import io.afterclose.portfolio.position.CashSubject;
import io.afterclose.portfolio.position.ImpliedKind;
import io.afterclose.portfolio.position.ManualValuation;
import io.afterclose.portfolio.position.PortfolioHistory;
import io.afterclose.portfolio.position.Position;
import io.afterclose.portfoliorefresh.valuation.PositionInputs.ReplacedRows;
import io.afterclose.portfoliorefresh.valuation.ValuationInput.Kind;
import io.afterclose.quant.price.ActionTerms;
import io.afterclose.quant.price.CorporateAction;
import io.afterclose.quant.symbol.InvestmentClass;
import io.afterclose.quant.symbol.Symbol;
import java.time.LocalDate;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * Names what a portfolio's value on a day is made of: its positions and cash rows up to the day as
 * recorded, and the closes, valuations, splits and dividends that were read. Two days of one
 * portfolio with the same inputs have the same value.
 */
public final class ValuationInputs {

  private final PortfolioHistory history;
  private final MarketData market;
  private final LocalDate session;
  private final HandedOver handedOver;

  private ValuationInputs(PortfolioHistory history, MarketData market, LocalDate session) {
    this.history = history;
    this.market = market;
    this.session = session;
    this.handedOver = HandedOver.among(history.positions());
  }

  /** The inputs of a session, each once, in no order. */
  public static List<ValuationInput> of(
      PortfolioHistory history, MarketData market, LocalDate session) {
    ValuationInputs inputs = new ValuationInputs(history, market, session);
    return Stream.concat(
            history.positions().stream()
                .filter(position -> !position.entryDate().isAfter(session))
                .flatMap(inputs::of),
            history.cash().stream().filter(inputs::reads).map(ValuationInputs::cash))
        .distinct()
        .toList();
  }

  private Stream<ValuationInput> of(Position position) {
    PositionInputs<Symbol> inputs =
        Holding.inputs(position, handedOver, market, replaced(position));
    return Stream.of(
            recorded(position),
            Stream.concat(inputs.closes(session), inputs.carriedCloses(session)).map(this::close),
            actions(inputs),
            estimate(position).stream())
        .flatMap(parts -> parts);
  }

  /** The implied rows of a position that an explicit one replaces. */
  private ReplacedRows replaced(Position position) {
    return new ReplacedRows() {
      @Override
      public boolean exit() {
        return position.exitDate() != null
            && isReplaced(position, ImpliedKind.EXIT, position.exitDate());
      }

      @Override
      public boolean dividend(LocalDate exDate) {
        return isReplaced(position, ImpliedKind.DIVIDEND, exDate);
      }
    };
  }

  /** A row that is paid later stands until then, so it is read. */
  private boolean isReplaced(Position position, ImpliedKind kind, LocalDate date) {
    return history.cash().stream()
        .anyMatch(
            row ->
                row.replaces() == kind
                    && row.date().equals(date)
                    && (row.subject().exDate() == null || date.equals(row.subject().exDate()))
                    && Objects.equals(row.positionId(), position.id()));
  }

  /** Of a dividend that is paid later it is known since its ex-date that it is to come. */
  private boolean reads(CashMovement row) {
    LocalDate exDate = row.subject().exDate();
    return !row.date().isAfter(session) || (exDate != null && !exDate.isAfter(session));
  }

  private Stream<ValuationInput> recorded(Position position) {
    LocalDate exit = position.exitDate();
    boolean closed = exit != null && !exit.isAfter(session);
    return Stream.of(
            recorded(position, "class", position.investmentClass()),
            recorded(position, "side", position.side()),
            recorded(position, "quantity", position.quantity()),
            recorded(position, "quantity as of", position.quantityAsOf()),
            recorded(position, "entry date", position.entryDate()),
            recorded(position, "entry price", position.entryPrice()),
            recorded(position, "multiplier", position.multiplier()),
            recorded(position, "exit date", closed ? exit : null),
            recorded(position, "exit price", closed ? position.exitPrice() : null))
        .flatMap(Optional::stream);
  }

  private static Optional<ValuationInput> recorded(
      Position position, String what, @Nullable Object value) {
    return Optional.ofNullable(value)
        .map(known -> new ValuationInput(Kind.POSITION, named(position) + " " + what, known));
  }

  private ValuationInput close(PositionInputs.CloseKey<Symbol> key) {
    return new ValuationInput(
        Kind.PRICE,
        key.symbol() + " " + key.session(),
        market.closeOn(key.symbol(), key.session()).orElseThrow());
  }

  private Stream<ValuationInput> actions(PositionInputs<Symbol> inputs) {
    return inputs.symbols().stream()
        .flatMap(
            symbol ->
                Stream.concat(market.actionsOf(symbol).stream(), market.renamesOf(symbol).stream()))
        .distinct()
        .filter(action -> inputs.reads(ActionFact.of(action), session))
        .map(
            action ->
                new ValuationInput(
                    Kind.ACTION,
                    action.symbol() + " " + action.exDate() + " " + action.kind(),
                    terms(action)));
  }

  private static Object terms(CorporateAction action) {
    if (action.unconfirmed()) {
      return action.value() + " unconfirmed";
    }
    ActionTerms terms = action.terms();
    return terms.equals(ActionTerms.NONE)
        ? action.value()
        : Stream.of(action.value(), terms.otherSymbol(), terms.cash(), terms.costShare())
            .filter(Objects::nonNull)
            .map(String::valueOf)
            .collect(Collectors.joining(" "));
  }

  private Optional<ValuationInput> estimate(Position position) {
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
    return new ValuationInput(
        Kind.CASH, row.id() + " " + row.date() + " " + row.kind() + subject(row), row.amount());
  }

  private static String subject(CashMovement row) {
    CashSubject subject = row.subject();
    return Stream.of(subject.replaces(), subject.symbol(), position(subject), subject.exDate())
        .filter(Objects::nonNull)
        .map(named -> " " + named)
        .collect(Collectors.joining());
  }

  private static @Nullable String position(CashSubject subject) {
    return subject.positionId() == null ? null : "of position " + subject.positionId();
  }
}
