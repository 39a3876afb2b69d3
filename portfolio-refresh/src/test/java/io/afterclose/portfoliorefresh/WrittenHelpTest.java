package io.afterclose.portfoliorefresh;

import io.afterclose.cli.help.WrittenHelp;
import io.afterclose.run.execution.ProcessContext;
import io.afterclose.run.name.JobName;
import java.time.Clock;
import java.util.Map;

final class WrittenHelpTest extends WrittenHelp {

  WrittenHelpTest() {
    super(
        JobName.PORTFOLIO_REFRESH,
        PortfolioRefresh.commandLine(new ProcessContext(Map.of(), Clock.systemUTC())));
  }
}
