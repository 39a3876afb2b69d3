package io.afterclose.run.name;

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

  /**
   * The job of a name.
   *
   * @throws IllegalArgumentException when there is none
   */
  public static JobName of(String text) {
    for (JobName job : values()) {
      if (job.text.equals(text)) {
        return job;
      }
    }
    throw new IllegalArgumentException("there is no job '" + text + "'");
  }

  /** The name in the job repository and on the command line. */
  public String text() {
    return text;
  }
}
