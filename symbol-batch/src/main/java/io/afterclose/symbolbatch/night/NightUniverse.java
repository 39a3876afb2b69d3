package io.afterclose.symbolbatch.night;

import io.afterclose.market.universe.AssetKind;
import io.afterclose.market.universe.UniverseStore;
import io.afterclose.market.universe.UniverseSymbol;
import java.util.List;

/** The symbols of a night: decided once, written down, and the same for each step and restart. */
public final class NightUniverse {

  private final UniverseStore store;

  public NightUniverse(UniverseStore store) {
    this.store = store;
  }

  /** Decides the universe of a night, unless an earlier attempt did. */
  public void decide(Night night) {
    if (store.written(night.instanceId()).isEmpty()) {
      store.writeDown(night.instanceId(), store.decide(night.date()));
    }
  }

  /** All symbols that are in, in symbol order. */
  public List<UniverseSymbol> included(Night night) {
    return store.written(night.instanceId()).stream().filter(UniverseSymbol::included).toList();
  }

  /** The symbols that a phase is judged by: in, and no option. */
  public List<UniverseSymbol> eligible(Night night) {
    return included(night).stream().filter(entry -> entry.kind() == AssetKind.LISTED).toList();
  }
}
