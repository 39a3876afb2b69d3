package io.afterclose.portfoliorefresh.keeping.position;

import io.afterclose.run.execution.ProcessContext;
import picocli.CommandLine.Command;

/** {@code position expire}. */
@Command(
    name = "expire",
    description =
        "The contracts of an option expire without value: it exits at 0, whatever the"
            + " close of its shares says.",
    mixinStandardHelpOptions = true)
final class ExpireOption extends OptionEnd {

  ExpireOption(ProcessContext process) {
    super(process);
  }

  @Override
  String end(EndedContracts ended) {
    return ended.worthless();
  }
}
