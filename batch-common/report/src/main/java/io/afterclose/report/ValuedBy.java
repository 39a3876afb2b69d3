package io.afterclose.report;

/** What the value of a position comes from. */
public enum ValuedBy {
  CLOSE("the close"),
  OLDER_CLOSE("an older close"),
  OWNER("its owner's value or cost"),
  NOTHING("nothing");

  private final String text;

  ValuedBy(String text) {
    this.text = text;
  }

  /** In words. */
  public String describe() {
    return text;
  }
}
