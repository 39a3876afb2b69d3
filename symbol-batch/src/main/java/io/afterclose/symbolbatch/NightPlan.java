package io.afterclose.symbolbatch;

import io.afterclose.calendar.TradingCalendar;
import io.afterclose.market.price.PriceStore;
import io.afterclose.market.universe.UniverseSymbol;
import io.afterclose.quant.symbol.Symbol;
import io.afterclose.symbolbatch.factor.FitFactors;
import io.afterclose.symbolbatch.metrics.UpdateMetrics;
import io.afterclose.symbolbatch.night.Night;
import io.afterclose.symbolbatch.night.NightSelection;
import io.afterclose.symbolbatch.night.NightSymbols;
import io.afterclose.symbolbatch.night.NightUniverse;
import io.afterclose.symbolbatch.price.WantedPrices;
import java.time.Clock;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.springframework.batch.core.BatchStatus;
import org.springframework.batch.core.job.JobInstance;
import org.springframework.batch.core.repository.JobRepository;
import org.springframework.batch.core.step.StepExecution;
import org.springframework.batch.infrastructure.item.ExecutionContext;

/**
 * What the run of a night would do, phase by phase, told by the parts that the phases themselves
 * ask. Nothing is written.
 */
final class NightPlan {

  private final NightUniverse universe;
  private final PriceStore prices;
  private final TradingCalendar calendar;
  private final JobRepository repository;
  private final Clock clock;

  /**
   * One symbol in one phase.
   *
   * @param reason why: what is lacking of its prices, else why it is in the universe
   */
  record Planned(String phase, Symbol symbol, String reason) {}

  NightPlan(
      NightUniverse universe,
      PriceStore prices,
      TradingCalendar calendar,
      JobRepository repository,
      Clock clock) {
    this.universe = universe;
    this.prices = prices;
    this.calendar = calendar;
    this.repository = repository;
    this.clock = clock;
  }

  /** The work of a night in its order; none for a complete one. */
  List<Planned> of(NextNight next) {
    if (next.complete()) {
      return List.of();
    }
    Night night = Night.planned(next.session(), next.scope(), next.instanceId(), calendar);
    return SymbolBatchJob.PHASES.stream().flatMap(phase -> phase(phase, night)).toList();
  }

  /** A phase that an earlier attempt ended is left out, another goes on where it stopped. */
  private Stream<Planned> phase(String phase, Night night) {
    Optional<StepExecution> last = instance(night).flatMap(instance -> lastOf(instance, phase));
    if (last.filter(step -> step.getStatus() == BatchStatus.COMPLETED).isPresent()) {
      return Stream.empty();
    }
    return switch (phase) {
      case "prices" -> prices(phase, night);
      case "metrics" -> symbols(phase, night, UpdateMetrics.SYMBOLS, last);
      default -> symbols(phase, night, FitFactors.SYMBOLS, last);
    };
  }

  private Optional<JobInstance> instance(Night night) {
    return night.instanceId() == 0
        ? Optional.empty()
        : Optional.ofNullable(repository.getJobInstance(night.instanceId()));
  }

  private Optional<StepExecution> lastOf(JobInstance instance, String phase) {
    @Nullable StepExecution last = repository.getLastStepExecution(instance, phase);
    return Optional.ofNullable(last);
  }

  private Stream<Planned> prices(String phase, Night night) {
    Instant freshSince =
        instance(night)
            .flatMap(instance -> Night.firstBegan(repository, instance))
            .orElseGet(clock::instant);
    return WantedPrices.of(night, universe, prices, calendar, freshSince).stream()
        .map(one -> new Planned(phase, one.symbol().symbol(), one.reason()));
  }

  private Stream<Planned> symbols(
      String phase, Night night, NightSelection selection, Optional<StepExecution> last) {
    ExecutionContext kept =
        last.map(StepExecution::getExecutionContext).orElseGet(() -> new ExecutionContext());
    List<UniverseSymbol> remaining = NightSymbols.remaining(selection.of(universe, night), kept);
    return remaining.stream().map(one -> new Planned(phase, one.symbol(), one.reason().name()));
  }
}
