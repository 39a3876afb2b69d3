package io.afterclose.portfolio.figure;

/** What a figure is made of. Two that are made of different things are never mixed. */
public enum FigureBasis {
  /** The daily time-weighted returns of the snapshots: what happened. */
  REALISED("what happened: the daily time-weighted returns of the snapshots"),
  /** The signed weights of the session with past returns of their symbols. */
  CURRENT_HOLDINGS("today's weights with the past returns of their symbols"),
  /** What is held at the close of the session. */
  POSITIONS("what is held at the close");

  private final String text;

  FigureBasis(String text) {
    this.text = text;
  }

  /** In words. */
  public String describe() {
    return text;
  }
}
