package io.afterclose.symbolbatch.night;

import io.afterclose.market.universe.UniverseSymbol;
import java.util.List;

/** Which of a night's symbols a phase is about. */
@FunctionalInterface
public interface NightSelection {

  /** Those symbols, in symbol order. */
  List<UniverseSymbol> of(NightUniverse universe, Night night);
}
