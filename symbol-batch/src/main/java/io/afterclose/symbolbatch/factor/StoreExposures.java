package io.afterclose.symbolbatch.factor;

import io.afterclose.market.factor.ExposureStore;
import io.afterclose.quant.factor.FactorFit;
import io.afterclose.quant.factor.FactorModel;
import io.afterclose.symbolbatch.session.SessionExposures;
import io.afterclose.symbolbatch.session.SessionReturns;
import io.afterclose.symbolbatch.session.SessionRun;
import java.util.List;
import org.springframework.batch.infrastructure.item.Chunk;
import org.springframework.batch.infrastructure.item.ItemWriter;

/** Stores a chunk of fits, and with the first one how collinear the model's regressors were. */
final class StoreExposures implements ItemWriter<List<FactorFit>> {

  private final SessionRun run;
  private final FactorModel model;
  private final SessionReturns returns;
  private final SessionExposures kept;
  private final ExposureStore exposures;
  private boolean diagnosed;

  StoreExposures(
      SessionRun run,
      FactorModel model,
      SessionReturns returns,
      SessionExposures kept,
      ExposureStore exposures) {
    this.run = run;
    this.model = model;
    this.returns = returns;
    this.kept = kept;
    this.exposures = exposures;
  }

  @Override
  public void write(Chunk<? extends List<FactorFit>> chunk) {
    kept.save(run, chunk.getItems().stream().flatMap(List::stream).toList());
    if (!diagnosed) {
      diagnosed = true;
      model
          .prepare(returns.of(run))
          .diagnostics()
          .ifPresent(diagnostics -> exposures.saveDiagnostics(run.date(), diagnostics));
    }
  }
}
