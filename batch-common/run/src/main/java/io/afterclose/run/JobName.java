package io.afterclose.run;

/**
 * The two jobs. Their texts are keys of the job repository, on which the gate between them relies.
 */
public enum JobName {
  SYMBOL_BATCH("symbol-batch"),
  PORTFOLIO_REFRESH("portfolio-refresh");

  private final String text;

  JobName(String text) {
    this.text = text;
  }

  /** The name in the job repository and on the command line. */
  public String text() {
    return text;
  }
}
