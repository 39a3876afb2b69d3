package io.afterclose.symbolbatch;

import io.afterclose.cli.help.WrittenHelp;
import io.afterclose.run.execution.ProcessContext;
import io.afterclose.run.name.JobName;
import java.time.Clock;
import java.util.Map;

final class WrittenHelpTest extends WrittenHelp {

  WrittenHelpTest() {
    super(
        JobName.SYMBOL_BATCH,
        SymbolBatch.commandLine(new ProcessContext(Map.of(), Clock.systemUTC())));
  }
}
