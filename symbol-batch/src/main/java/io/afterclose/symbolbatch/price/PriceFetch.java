package io.afterclose.symbolbatch.price;

import io.afterclose.market.price.ReportedAction;
import io.afterclose.market.universe.AssetKind;
import io.afterclose.market.universe.UniverseSymbol;
import io.afterclose.quant.price.CorporateAction;
import io.afterclose.quant.symbol.Symbol;
import io.afterclose.symbolbatch.provider.PriceRequest;
import io.afterclose.symbolbatch.provider.ProviderChain;
import io.afterclose.symbolbatch.provider.ProviderChain.FetchResult;
import io.afterclose.symbolbatch.provider.ProviderChain.ProviderAttempt;
import io.afterclose.symbolbatch.provider.ProviderFailure;
import io.afterclose.symbolbatch.provider.ProviderResponse;
import io.afterclose.symbolbatch.session.SessionRun;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Function;
import java.util.function.UnaryOperator;

/**
 * Requests from the providers what a symbol lacks, and checks their answers; the others are called
 * where a value is rejected or suspect, or a session is left out. Safe for many threads.
 */
final class PriceFetch implements Function<PriceGapRequest, FetchedPrices> {

  private final SessionRun run;
  private final ProviderChain chain;
  private final GroupedBars sessions;
  private final Map<Symbol, List<ReportedAction>> stated;
  private final UnaryOperator<PriceGapRequest> stored;

  /**
   * @param stated what operators say of actions, whatever a provider reports
   * @param stored adds to a request what is stored after its gap
   */
  PriceFetch(
      SessionRun run,
      ProviderChain chain,
      GroupedBars sessions,
      Map<Symbol, List<ReportedAction>> stated,
      UnaryOperator<PriceGapRequest> stored) {
    this.run = run;
    this.chain = chain;
    this.sessions = sessions;
    this.stated = Map.copyOf(stated);
    this.stored = stored;
  }

  @Override
  public FetchedPrices apply(PriceGapRequest given) {
    UniverseSymbol symbol = given.symbol();
    PriceRequest request =
        new PriceRequest(
            symbol.symbol(),
            symbol.kind(),
            given.gap().firstMissing(),
            given.sessions().last(),
            given.sessions().first());
    FetchResult answered = sessions.answer(request).orElseGet(() -> chain.fetch(request));
    Optional<NoData> noData = NoData.of(answered);
    PriceGapRequest wanted = noData.isPresent() ? given : stored.apply(given);
    ValidatedResponse first = check(wanted, answered);
    OtherAnswers others =
        new OtherAnswers(
            answered,
            called -> chain.fetchFromOthers(answered.source(), called, request),
            other -> check(wanted, other));
    CrossCheck judged = CrossCheck.on(symbol.symbol(), first, () -> others.at(0));
    LeftOutSessions leftOut = new LeftOutSessions(wanted, run.firstProvisional(), others);
    CrossCheck opinion = noData.isPresent() ? judged : leftOut.fill(first, judged);
    return new FetchedPrices(
        symbol,
        first.withoutBars(),
        opinion,
        !given.gap().anyStored() && listedLater(answered.answer()),
        noData.or(() -> leftOut.reason(opinion.rows())),
        interrupted(others.attempts()));
  }

  private ValidatedResponse check(PriceGapRequest wanted, FetchResult answered) {
    ProviderResponse answer =
        answered
            .answer()
            .withActions(ExDates.onSessions(answered.answer().actions(), wanted.sessions()));
    int rank = chain.rank(wanted.symbol().kind(), answered.source());
    PriceValidator checks =
        new PriceValidator(
            wanted.sessions(),
            run.firstProvisional(),
            wanted.gap(),
            answered.source(),
            rank,
            wanted.symbol().kind() == AssetKind.OPTION,
            inForce(wanted.symbol().symbol(), answer.actions()));
    return ValidatedResponse.of(answered.with(answer), rank, checks);
  }

  /** The actions by which an answer is judged: the provider's, and the operator's before them. */
  private List<CorporateAction> inForce(Symbol symbol, List<CorporateAction> answered) {
    List<ReportedAction> ofSymbol = stated.getOrDefault(symbol, List.of());
    List<CorporateAction> inForce = new ArrayList<>(answered);
    inForce.removeIf(action -> ofSymbol.stream().anyMatch(one -> one.isAbout(action)));
    ofSymbol.forEach(one -> one.action().ifPresent(inForce::add));
    return inForce;
  }

  private boolean listedLater(ProviderResponse answer) {
    LocalDate from = answer.listedFrom();
    return from != null && from.isAfter(run.date());
  }

  /** The run was stopped: what is missing was not requested. */
  private static boolean interrupted(List<ProviderAttempt> attempts) {
    return attempts.stream()
        .anyMatch(
            passed ->
                passed.failure().filter(ProviderFailure.Kind.INTERRUPTED::equals).isPresent());
  }
}
