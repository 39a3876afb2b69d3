package io.afterclose.symbolbatch.factor;

import io.afterclose.market.factor.ExposureStore;
import io.afterclose.quant.factor.FactorModel;
import io.afterclose.quant.factor.InterestRateBeta;
import io.afterclose.quant.factor.MarketBeta;
import io.afterclose.quant.factor.RidgeStyleFactors;
import io.afterclose.quant.factor.SpreadFactors;
import io.afterclose.symbolbatch.session.SessionReturns;
import io.afterclose.symbolbatch.session.SessionUniverse;
import io.afterclose.symbolbatch.session.StepFactory;
import io.afterclose.symbolbatch.session.SymbolReader;
import io.afterclose.symbolbatch.session.SymbolSelection;
import org.springframework.batch.core.step.Step;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;

/** One step per factor model: returns in, exposure rows out. */
@Configuration(proxyBeanMethods = false)
public class FitFactors {

  /** What each of its phases is about. */
  public static final SymbolSelection SYMBOLS = SessionUniverse::eligible;

  private final StepFactory steps;
  private final SessionUniverse universe;
  private final SessionReturns returns;
  private final ExposureStore exposures;

  FitFactors(
      StepFactory steps,
      SessionUniverse universe,
      SessionReturns returns,
      ExposureStore exposures) {
    this.steps = steps;
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
        (run, execution) ->
            new StepFactory.Parts<>(
                new SymbolReader(run, universe, SYMBOLS, steps.progress()),
                new FitModel(run, model, returns),
                new StoreExposures(run, model, returns, exposures)),
        new FittedSymbols(model, universe, exposures)::of);
  }
}
