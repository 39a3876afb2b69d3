package io.afterclose.portfoliorefresh;

import io.afterclose.run.execution.ProcessContext;
import io.afterclose.testkit.CommandRun;

/** The job's command line in this process. */
final class RefreshCommand {

  private RefreshCommand() {}

  static CommandRun run(ProcessContext process, String... arguments) {
    return CommandRun.of(
        (out, err) ->
            PortfolioRefresh.commandLine(process, arguments)
                .setOut(out)
                .setErr(err)
                .execute(arguments));
  }
}
