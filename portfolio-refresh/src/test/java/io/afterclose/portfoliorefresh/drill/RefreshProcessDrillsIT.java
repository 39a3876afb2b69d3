package io.afterclose.portfoliorefresh.drill;

import io.afterclose.testkit.drill.ProcessDrills;

final class RefreshProcessDrillsIT extends ProcessDrills {

  RefreshProcessDrillsIT() {
    super(new RefreshNight());
  }
}
