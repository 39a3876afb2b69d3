package io.afterclose.portfoliorefresh.report.figure;

import io.afterclose.cli.command.SimilarWords;
import io.afterclose.database.text.Printable;
import io.afterclose.portfolio.figure.FigureCode;
import io.afterclose.report.figure.DerivedCode;
import io.afterclose.run.outcome.InvalidInputException;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.stream.Stream;

/** Codes of figures as written on a command line. */
final class CodeOption {

  private static final List<String> STORED =
      Arrays.stream(FigureCode.values()).map(FigureCode::name).toList();

  private static final List<String> ALL =
      Stream.concat(STORED.stream(), Arrays.stream(DerivedCode.values()).map(DerivedCode::name))
          .toList();

  private CodeOption() {}

  /**
   * A stored or a derived code, in any case and with hyphens for underscores.
   *
   * @throws InvalidInputException when there is none
   */
  static String any(String text) {
    return known(text, ALL);
  }

  /**
   * A stored code.
   *
   * @throws InvalidInputException when there is none
   */
  static FigureCode stored(String text) {
    return FigureCode.valueOf(known(text, STORED));
  }

  private static String known(String text, List<String> codes) {
    String code = text.strip().toUpperCase(Locale.ROOT).replace('-', '_');
    if (codes.contains(code)) {
      return code;
    }
    String similar = SimilarWords.didYouMean(code, codes);
    throw new InvalidInputException(
        "--figure: there is no figure '"
            + Printable.masked(text)
            + "'"
            + (similar.isEmpty() ? "; 'analytics --codes' lists them" : similar));
  }
}
