package io.afterclose.portfoliorefresh.keeping.position;

import io.afterclose.portfolio.position.Side;
import io.afterclose.run.execution.ProcessContext;
import picocli.CommandLine.Command;

/** {@code position exercise}. */
@Command(
    name = "exercise",
    description =
        "The contracts of a LONG option are exercised: the shares are bought (call) or"
            + " sold (put) at the strike. The option exits at its entry price, the shares"
            + " trade at strike + premium or strike - premium; together that is the strike"
            + " for each share.",
    mixinStandardHelpOptions = true)
final class ExerciseOption extends OptionEnd {

  ExerciseOption(ProcessContext process) {
    super(process);
  }

  @Override
  String end(EndedContracts ended) {
    ended.requireSide(Side.LONG, "assign");
    return ended.delivered();
  }
}
