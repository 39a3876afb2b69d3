package io.afterclose.symbolbatch.factor;

import io.afterclose.cli.command.SimilarWords;
import io.afterclose.database.text.Printable;
import io.afterclose.quant.factor.Factor;
import io.afterclose.quant.factor.FactorModel;
import io.afterclose.quant.factor.FactorModels;
import io.afterclose.quant.symbol.Symbol;
import io.afterclose.run.outcome.InvalidInputException;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.stream.Stream;

/**
 * Some factors of one model: one of them by its code, or all by the model's name.
 *
 * @param factors in the model's order
 */
record FactorChoice(FactorModel model, List<Factor> factors) {

  FactorChoice {
    factors = List.copyOf(factors);
  }

  /**
   * Reads a factor's code or a model's name, in either case of letters.
   *
   * @throws InvalidInputException when it is neither
   */
  static FactorChoice of(String text) {
    return FactorModels.ALL.stream()
        .flatMap(model -> in(model, text).stream())
        .findFirst()
        .orElseThrow(() -> unknown(text));
  }

  private static Optional<FactorChoice> in(FactorModel model, String text) {
    return model.name().equals(text.toLowerCase(Locale.ROOT))
        ? Optional.of(new FactorChoice(model, model.factors()))
        : model.factors().stream()
            .filter(factor -> factor.name().equals(text.toUpperCase(Locale.ROOT)))
            .findFirst()
            .map(factor -> new FactorChoice(model, List.of(factor)));
  }

  /** The ETFs that their fits need. */
  List<Symbol> regressors() {
    return factors.stream()
        .flatMap(factor -> model.regressors(factor).stream())
        .distinct()
        .toList();
  }

  private static InvalidInputException unknown(String text) {
    List<String> factors = Arrays.stream(Factor.values()).map(Enum::name).toList();
    List<String> models = FactorModels.ALL.stream().map(FactorModel::name).toList();
    return new InvalidInputException(
        "'%s' is neither a factor (%s) nor a model (%s)%s"
            .formatted(
                Printable.masked(text),
                String.join(", ", factors),
                String.join(", ", models),
                SimilarWords.didYouMean(
                    text, Stream.concat(factors.stream(), models.stream()).toList())));
  }
}
