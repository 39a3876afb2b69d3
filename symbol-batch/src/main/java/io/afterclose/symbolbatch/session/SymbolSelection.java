package io.afterclose.symbolbatch.session;

import io.afterclose.market.universe.UniverseSymbol;
import java.util.List;

/** Which of a run's symbols a phase is for. */
@FunctionalInterface
public interface SymbolSelection {

  /** Those symbols, in symbol order. */
  List<UniverseSymbol> of(SessionUniverse universe, SessionRun night);
}
