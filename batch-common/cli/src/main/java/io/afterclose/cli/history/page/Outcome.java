package io.afterclose.cli.history.page;

/** How a run ended, with a sign and a word, so that it does not depend on colour. */
public enum Outcome {
  COMPLETED("completed", "✓"),
  WARNINGS("completed with warnings", "!"),
  FAILED("failed", "✗"),
  STOPPED("stopped", "■"),
  RUNNING("at work or left open", "…");

  private static final String WITH_WARNINGS = "COMPLETED_WITH_WARNINGS";

  private final String word;
  private final String sign;

  Outcome(String word, String sign) {
    this.word = word;
    this.sign = sign;
  }

  static Outcome of(PastRun run) {
    return switch (run.summary().execution().status().name()) {
      case "COMPLETED" -> warned(run) ? WARNINGS : COMPLETED;
      case "STOPPED" -> STOPPED;
      case "FAILED", "ABANDONED" -> FAILED;
      default -> RUNNING;
    };
  }

  private static boolean warned(PastRun run) {
    return run.summary().execution().exitMessage().contains(WITH_WARNINGS)
        || run.phases().stream().anyMatch(phase -> phase.exitMessage().contains(WITH_WARNINGS));
  }

  /** What it is called. */
  public String word() {
    return word;
  }

  /** Its sign. */
  public String sign() {
    return sign;
  }

  /** Its class in the style sheet. */
  public String style() {
    return name().toLowerCase(java.util.Locale.ROOT);
  }
}
