package io.afterclose.symbolbatch;

import io.afterclose.run.execution.ProcessContext;
import io.afterclose.testkit.CommandRun;
import java.time.Clock;
import java.util.Map;

/** Types commands as a person does, at a set time and in a set environment, in this process. */
final class Operator {

  private final ProcessContext process;

  private Operator(ProcessContext process) {
    this.process = process;
  }

  static Operator in(Map<String, String> environment, Clock clock) {
    return new Operator(new ProcessContext(environment, clock));
  }

  /** Runs a command to its end. The log is what reached the standard error stream meanwhile. */
  CommandRun types(String... words) {
    return CommandRun.withLog(
        (out, err) ->
            SymbolBatch.commandLine(process, words).setOut(out).setErr(err).execute(words));
  }
}
