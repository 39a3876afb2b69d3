package io.afterclose.portfoliorefresh.keeping.position;

import io.afterclose.portfolio.position.Side;
import io.afterclose.run.execution.ProcessContext;
import picocli.CommandLine.Command;

/** {@code position assign}. */
@Command(
    name = "assign",
    description =
        "The contracts of a SHORT option are assigned: the shares are sold (call) or"
            + " bought (put) at the strike. The option exits at its entry price, the shares"
            + " trade at strike + premium or strike - premium; together that is the strike"
            + " for each share.",
    mixinStandardHelpOptions = true)
final class AssignOption extends OptionEnd {

  AssignOption(ProcessContext process) {
    super(process);
  }

  @Override
  String end(EndedContracts ended) {
    ended.requireSide(Side.SHORT, "exercise");
    return ended.delivered();
  }
}
