package io.afterclose.report;

/** The twelve factors under names for people. */
public final class FactorText {

  private FactorText() {}

  /** A code that is not known here as a sentence. */
  public static String of(String factor) {
    return switch (factor) {
      case "IR_BETA" -> "Interest rate beta";
      case "GROWTH_VALUE_SPREAD" -> "Growth − value spread";
      case "MOMENTUM_SPREAD" -> "Momentum − market spread";
      case "SIZE_SPREAD" -> "Size − market spread";
      case "QUALITY_SPREAD" -> "Quality − market spread";
      default -> FigureText.sentence(factor);
    };
  }
}
