package io.afterclose.symbolbatch;

import static java.nio.charset.StandardCharsets.UTF_8;

import io.afterclose.run.execution.ProcessContext;
import java.io.ByteArrayOutputStream;
import java.io.PrintStream;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.time.Clock;
import java.util.Map;
import picocli.CommandLine;

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
  Answer types(String... words) {
    StringWriter out = new StringWriter();
    StringWriter err = new StringWriter();
    ByteArrayOutputStream log = new ByteArrayOutputStream();
    PrintStream before = System.err;
    System.setErr(new PrintStream(log, true, UTF_8));
    try {
      CommandLine commandLine = SymbolBatch.commandLine(process);
      commandLine.setOut(new PrintWriter(out, true)).setErr(new PrintWriter(err, true));
      int exitCode = commandLine.execute(words);
      return new Answer(exitCode, out.toString(), err.toString(), log.toString(UTF_8));
    } finally {
      System.setErr(before);
    }
  }
}
