package io.afterclose.market.metrics;

/** The windows of realised volatility, each with its length and the name of its column. */
public enum VolatilityWindow {
  SESSIONS_21(21),
  SESSIONS_63(63);

  private final int sessions;

  VolatilityWindow(int sessions) {
    this.sessions = sessions;
  }

  /** Daily returns in the window. */
  public int sessions() {
    return sessions;
  }

  public String column() {
    return "volatility_" + sessions + "d";
  }
}
