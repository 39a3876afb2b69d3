package io.afterclose.portfoliorefresh.drill;

import io.afterclose.testkit.drill.OutageDrills;

final class RefreshOutageDrillsIT extends OutageDrills {

  RefreshOutageDrillsIT() {
    super(new RefreshNight());
  }
}
