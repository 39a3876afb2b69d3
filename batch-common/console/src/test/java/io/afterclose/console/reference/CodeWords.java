package io.afterclose.console.reference;

import io.afterclose.cli.history.page.Outcome;
import io.afterclose.console.access.Role;
import io.afterclose.console.request.RequestAction;
import io.afterclose.console.request.RequestState;
import io.afterclose.portfolio.figure.FigureBasis;
import io.afterclose.portfolio.figure.FigureUnit;
import io.afterclose.quant.factor.Factor;
import io.afterclose.run.name.JobName;
import io.afterclose.run.name.Source;
import java.util.Arrays;
import java.util.List;
import java.util.function.Function;

/** Choices whose words are those of an enumeration of the code. */
record CodeWords(String name, String about, List<String> words) {

  static final List<CodeWords> ALL =
      List.of(
          of("Factor", "A factor.", Factor.values(), Factor::name),
          of("FigureUnit", "What a value is in.", FigureUnit.values(), FigureUnit::name),
          of("FigureBasis", "What a figure looks at.", FigureBasis.values(), FigureBasis::name),
          of("Job", "A job.", JobName.values(), JobName::text),
          of("Outcome", "How a run ended, or that it is open.", Outcome.values(), Outcome::style),
          of("Source", "What triggered a run.", Source.values(), Source::text),
          of("Role", "A role; each includes those before it.", Role.values(), Role::text),
          of("Action", "What is asked for.", RequestAction.values(), RequestAction::text),
          of("RequestState", "How a request stands.", RequestState.values(), RequestState::name));

  private static <E> CodeWords of(String name, String about, E[] values, Function<E, String> word) {
    return new CodeWords(name, about, Arrays.stream(values).map(word).toList());
  }
}
