package io.afterclose.symbolbatch.price;

import io.afterclose.market.universe.AssetKind;
import io.afterclose.market.universe.UniverseSymbol;
import io.afterclose.symbolbatch.night.Night;
import io.afterclose.symbolbatch.price.provider.PriceRequest;
import io.afterclose.symbolbatch.price.provider.ProviderAnswer;
import io.afterclose.symbolbatch.price.provider.ProviderChain;
import io.afterclose.symbolbatch.price.provider.ProviderChain.Answered;
import io.afterclose.symbolbatch.price.provider.ProviderFailure;
import java.time.LocalDate;
import java.util.function.Function;

/**
 * Asks the providers for what a symbol lacks, and checks what they answer; the others are asked
 * where a value is rejected or suspect. Safe for many threads.
 */
final class PriceFetch implements Function<WantedPrices, FetchedPrices> {

  private final Night night;
  private final ProviderChain chain;
  private final WholeSessions sessions;
  private final ProfileFetch profiles;

  PriceFetch(Night night, ProviderChain chain, WholeSessions sessions, ProfileFetch profiles) {
    this.night = night;
    this.chain = chain;
    this.sessions = sessions;
    this.profiles = profiles;
  }

  @Override
  public FetchedPrices apply(WantedPrices wanted) {
    UniverseSymbol symbol = wanted.symbol();
    PriceRequest request =
        new PriceRequest(symbol.symbol(), symbol.kind(), wanted.gap().firstMissing(), night.date());
    Answered answered = sessions.answer(request).orElseGet(() -> chain.fetch(request));
    CheckedAnswer first = check(wanted, answered);
    SecondOpinion opinion =
        SecondOpinion.on(
            first, () -> check(wanted, chain.fetchFromOthers(answered.source(), request)));
    return new FetchedPrices(
        symbol,
        first,
        opinion,
        listedLater(answered.answer()),
        Silence.of(answered),
        profiles.of(symbol.symbol(), !opinion.rows().isEmpty()),
        interrupted(answered));
  }

  private CheckedAnswer check(WantedPrices wanted, Answered answered) {
    ProviderAnswer answer = answered.answer();
    PriceChecks checks =
        new PriceChecks(
            wanted.sessions(),
            night.firstProvisional(),
            wanted.gap(),
            answered.source(),
            wanted.symbol().kind() == AssetKind.OPTION,
            answer.actions());
    return CheckedAnswer.of(answered, checks);
  }

  private boolean listedLater(ProviderAnswer answer) {
    LocalDate from = answer.listedFrom();
    return from != null && from.isAfter(night.date());
  }

  /** Somebody asked the run to stop: what is missing was not asked for. */
  private static boolean interrupted(Answered answered) {
    return answered.passedOver().stream()
        .anyMatch(
            passed ->
                passed.failure().filter(ProviderFailure.Kind.INTERRUPTED::equals).isPresent());
  }
}
