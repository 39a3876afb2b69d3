package io.afterclose.portfoliorefresh.exposure;

import io.afterclose.quant.factor.FactorFit;
import io.afterclose.quant.factor.ModelDiagnostics;
import java.time.LocalDate;
import java.util.List;

/**
 * What the models made of a date.
 *
 * @param fits of all models, each symbol's together in the factors' order
 * @param diagnostics of the models that have them
 */
record DateFits(LocalDate date, List<FactorFit> fits, List<ModelDiagnostics> diagnostics) {

  DateFits {
    fits = List.copyOf(fits);
    diagnostics = List.copyOf(diagnostics);
  }
}
