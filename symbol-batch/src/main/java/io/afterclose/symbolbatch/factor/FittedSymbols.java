package io.afterclose.symbolbatch.factor;

import io.afterclose.market.factor.ExposureRow;
import io.afterclose.market.universe.UniverseSymbol;
import io.afterclose.quant.factor.Factor;
import io.afterclose.quant.factor.FactorFit;
import io.afterclose.quant.factor.FactorModel;
import io.afterclose.quant.symbol.Symbol;
import io.afterclose.run.history.ItemFailure;
import io.afterclose.symbolbatch.session.PhaseResult;
import io.afterclose.symbolbatch.session.SessionExposures;
import io.afterclose.symbolbatch.session.SessionRun;
import io.afterclose.symbolbatch.session.SessionUniverse;
import java.util.EnumSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/** What a model's step made of its symbols: too little data is an outcome, the rest a failure. */
final class FittedSymbols {

  private static final String INSUFFICIENT_DATA = FactorFit.Reason.INSUFFICIENT_DATA.name();

  private final Set<Factor> factors;
  private final SessionUniverse universe;
  private final SessionExposures exposures;

  FittedSymbols(FactorModel model, SessionUniverse universe, SessionExposures exposures) {
    this.factors = EnumSet.copyOf(model.factors());
    this.universe = universe;
    this.exposures = exposures;
  }

  PhaseResult of(SessionRun run) {
    List<Symbol> eligible = universe.eligible(run).stream().map(UniverseSymbol::symbol).toList();
    return new PhaseResult(
        eligible.size(),
        eligible.stream().flatMap(symbol -> failure(symbol, rows(run, symbol)).stream()).toList());
  }

  private List<ExposureRow> rows(SessionRun run, Symbol symbol) {
    return exposures.of(run, symbol).stream()
        .filter(row -> factors.contains(row.factor()))
        .toList();
  }

  private static Optional<ItemFailure> failure(Symbol symbol, List<ExposureRow> rows) {
    if (rows.isEmpty()) {
      return Optional.of(new ItemFailure(symbol.text(), "NOT_FITTED", "no row was stored"));
    }
    return rows.stream()
        .filter(row -> !row.fitted() && !row.status().equals(INSUFFICIENT_DATA))
        .findFirst()
        .map(row -> new ItemFailure(symbol.text(), row.status(), String.valueOf(row.detail())));
  }
}
