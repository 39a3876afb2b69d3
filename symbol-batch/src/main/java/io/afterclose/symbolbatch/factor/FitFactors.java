package io.afterclose.symbolbatch.factor;

import io.afterclose.calendar.TradingCalendar;
import io.afterclose.market.factor.ExposureStore;
import io.afterclose.quant.factor.FactorModel;
import io.afterclose.quant.factor.InterestRateBeta;
import io.afterclose.quant.factor.MarketBeta;
import io.afterclose.quant.factor.RidgeStyleFactors;
import io.afterclose.quant.factor.SpreadFactors;
import io.afterclose.symbolbatch.night.NightReturns;
import io.afterclose.symbolbatch.night.NightSelection;
import io.afterclose.symbolbatch.night.NightSteps;
import io.afterclose.symbolbatch.night.NightSymbols;
import io.afterclose.symbolbatch.night.NightUniverse;
import org.springframework.batch.core.step.Step;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;

/** One step per factor model: returns in, exposure rows out. */
@Configuration(proxyBeanMethods = false)
public class FitFactors {

  /** What each of its phases is about. */
  public static final NightSelection SYMBOLS = NightUniverse::eligible;

  private final NightSteps steps;
  private final TradingCalendar calendar;
  private final NightUniverse universe;
  private final NightReturns returns;
  private final ExposureStore exposures;

  FitFactors(
      NightSteps steps,
      TradingCalendar calendar,
      NightUniverse universe,
      NightReturns returns,
      ExposureStore exposures) {
    this.steps = steps;
    this.calendar = calendar;
    this.universe = universe;
    this.returns = returns;
    this.exposures = exposures;
  }

  @Bean
  Step marketBeta() {
    return fit("marketBeta", new MarketBeta());
  }

  @Bean
  Step interestRateBeta() {
    return fit("interestRateBeta", new InterestRateBeta());
  }

  @Bean
  Step ridgeStyleFactors() {
    return fit("ridgeStyleFactors", new RidgeStyleFactors());
  }

  @Bean
  Step spreadFactors() {
    return fit("spreadFactors", new SpreadFactors());
  }

  private Step fit(String name, FactorModel model) {
    return steps.chunked(
        name,
        new NightSymbols(calendar, universe, SYMBOLS, steps.progress()),
        new FitModel(calendar, model, returns),
        new StoreExposures(calendar, model, returns, exposures),
        new FittedSymbols(model, universe, exposures)::of);
  }
}
