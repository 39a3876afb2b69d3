package io.afterclose.symbolbatch.factor;

import io.afterclose.market.factor.ExposureStore;
import io.afterclose.quant.factor.FactorModel;
import io.afterclose.quant.factor.FactorModels;
import io.afterclose.symbolbatch.session.SessionExposures;
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
  private final SessionExposures kept;
  private final ExposureStore exposures;

  FitFactors(
      StepFactory steps,
      SessionUniverse universe,
      SessionReturns returns,
      SessionExposures kept,
      ExposureStore exposures) {
    this.steps = steps;
    this.universe = universe;
    this.returns = returns;
    this.kept = kept;
    this.exposures = exposures;
  }

  @Bean
  Step marketBeta() {
    return fit("marketBeta", FactorModels.MARKET_BETA);
  }

  @Bean
  Step interestRateBeta() {
    return fit("interestRateBeta", FactorModels.INTEREST_RATE_BETA);
  }

  @Bean
  Step ridgeStyleFactors() {
    return fit("ridgeStyleFactors", FactorModels.RIDGE_STYLE_FACTORS);
  }

  @Bean
  Step spreadFactors() {
    return fit("spreadFactors", FactorModels.SPREAD_FACTORS);
  }

  private Step fit(String name, FactorModel model) {
    return steps.chunked(
        name,
        (run, execution) ->
            new StepFactory.Parts<>(
                new SymbolReader(run, universe, SYMBOLS, steps.progress()),
                new FitModel(run, model, returns),
                new StoreExposures(run, model, returns, kept, exposures)),
        new FittedSymbols(model, universe, kept)::of);
  }
}
