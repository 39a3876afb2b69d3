package io.afterclose.symbolbatch.price;

import io.afterclose.calendar.TradingCalendar;
import io.afterclose.market.price.PriceGap;
import io.afterclose.market.universe.AssetKind;
import io.afterclose.market.universe.UniverseSymbol;
import io.afterclose.symbolbatch.night.Night;
import io.afterclose.symbolbatch.price.provider.PriceRequest;
import io.afterclose.symbolbatch.price.provider.ProviderAnswer;
import io.afterclose.symbolbatch.price.provider.ProviderChain;
import java.time.LocalDate;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.springframework.batch.core.listener.StepExecutionListener;
import org.springframework.batch.core.step.StepExecution;
import org.springframework.batch.infrastructure.item.ItemProcessor;

/** Asks the providers for what a symbol lacks, and checks what they answer. */
final class FetchPrices
    implements ItemProcessor<WantedPrices, FetchedPrices>, StepExecutionListener {

  private final TradingCalendar calendar;
  private final ProviderChain chain;
  private @Nullable Night night;

  FetchPrices(TradingCalendar calendar, ProviderChain chain) {
    this.calendar = calendar;
    this.chain = chain;
  }

  @Override
  public void beforeStep(StepExecution step) {
    night = Night.of(step.getJobExecution(), calendar);
  }

  @Override
  public FetchedPrices process(WantedPrices wanted) {
    Night tonight = night;
    if (tonight == null) {
      throw new IllegalStateException("the processor is to be registered as a listener");
    }
    UniverseSymbol symbol = wanted.symbol();
    PriceGap gap = wanted.gap();
    PriceRequest request =
        new PriceRequest(symbol.symbol(), symbol.kind(), gap.firstMissing(), tonight.date());
    ProviderChain.Answered answered = chain.fetch(request);
    ProviderAnswer answer = answered.answer();
    boolean option = symbol.kind() == AssetKind.OPTION;
    PriceChecks checks =
        new PriceChecks(
            wanted.sessions(),
            tonight.firstProvisional(),
            gap,
            answered.source(),
            option,
            answer.actions());
    SecondOpinion opinion =
        SecondOpinion.on(
            checks.check(answer.bars()), () -> chain.fetchAfter(answered.source(), request));
    LocalDate listedFrom = answer.listedFrom();
    return new FetchedPrices(
        symbol,
        answered.source(),
        opinion.rows(),
        answer.actions(),
        Stream.concat(checks.quarantined().stream(), opinion.contradicted().stream()).toList(),
        listedFrom != null && listedFrom.isAfter(tonight.date()),
        answer.later(),
        checks.duplicates(),
        answered.passedOver().stream()
            .map(passed -> passed.provider() + ": " + passed.reason())
            .collect(Collectors.joining("; ")));
  }
}
