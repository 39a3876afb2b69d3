package io.afterclose.symbolbatch.drill;

import io.afterclose.testkit.drill.OutageDrills;

final class SymbolOutageDrillsIT extends OutageDrills {

  SymbolOutageDrillsIT() {
    super(new SymbolNight());
  }
}
