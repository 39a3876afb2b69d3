package io.afterclose.cli.command;

import io.afterclose.database.server.SqlStates;
import io.afterclose.database.text.Printable;
import io.afterclose.run.logging.LogFormat;
import io.afterclose.run.logging.StandardError;
import io.afterclose.run.outcome.InvalidInputException;
import io.afterclose.run.outcome.RunOutcomeException;
import java.time.LocalDate;
import java.time.format.DateTimeParseException;
import java.util.Optional;
import java.util.TimeZone;
import org.slf4j.LoggerFactory;
import org.slf4j.bridge.SLF4JBridgeHandler;
import picocli.CommandLine;
import picocli.CommandLine.ParseResult;

/**
 * Runs a command line: parse first, work after, and one exit code for each kind of end.
 *
 * <p>Neither this class nor a command keeps a logger in a static field: logging takes longer to
 * start than a help text takes to print, so it starts with the first line that is logged.
 */
public final class CommandLauncher {

  /** As long as what a run records of its end. */
  private static final int MAX_MESSAGE = 2500;

  private CommandLauncher() {}

  /** The process' life: runs the command and ends the JVM with its exit code. */
  public static void launch(CommandLine commandLine, String... arguments) {
    TimeZone.setDefault(TimeZone.getTimeZone("UTC"));
    StandardError.install();
    // what libraries send to the JDK's own logging, as the driver does, is in this log and its
    // format
    SLF4JBridgeHandler.removeHandlersForRootLogger();
    SLF4JBridgeHandler.install();
    try {
      LogFormat.of(System.getenv());
    } catch (InvalidInputException errors) {
      System.err.println(errors.getMessage());
      end(ExitCode.of(errors).code());
    }
    end(prepared(commandLine).execute(arguments));
  }

  private static void end(int exitCode) {
    StandardError.drain();
    System.exit(exitCode);
  }

  /**
   * The same command line with exit codes and one-line messages, for use without ending the JVM.
   */
  public static CommandLine prepared(CommandLine commandLine) {
    return commandLine
        .setCaseInsensitiveEnumValuesAllowed(true)
        .registerConverter(LocalDate.class, CommandLauncher::day)
        .setParameterExceptionHandler(CommandLauncher::refuseUsage)
        .setExecutionExceptionHandler(CommandLauncher::explain);
  }

  /** A day on the command line; an invalid one is refused in a user's words. */
  private static LocalDate day(String text) {
    try {
      return LocalDate.parse(text);
    } catch (DateTimeParseException errors) {
      throw new CommandLine.TypeConversionException(
          "'" + text + "' is no date; a day as 2022-06-30 was expected");
    }
  }

  private static int refuseUsage(CommandLine.ParameterException refused, String[] arguments) {
    CommandLine command = refused.getCommandLine();
    command.getErr().println(oneLine(refused.getMessage()));
    command.getErr().println("Try '" + command.getCommandSpec().qualifiedName() + " --help'.");
    return ExitCode.USAGE.code();
  }

  private static int explain(Exception thrown, CommandLine command, ParseResult parsed) {
    ExitCode exitCode = ExitCode.of(thrown);
    Optional<String> denied = SqlStates.deniedRight(thrown);
    if (denied.isPresent()) {
      return print(command, exitCode, "this database login lacks a right: " + denied.get());
    }
    if (exitCode != ExitCode.FAILED || thrown instanceof RunOutcomeException) {
      return print(command, exitCode, thrown.getMessage());
    }
    LoggerFactory.getLogger(CommandLauncher.class)
        .error("{} failed", command.getCommandSpec().qualifiedName(), thrown);
    return ExitCode.FAILED.code();
  }

  private static int print(
      CommandLine command, ExitCode exitCode, @org.jspecify.annotations.Nullable String message) {
    command.getErr().println(command.getCommandSpec().root().name() + ": " + message);
    return exitCode.code();
  }

  private static String oneLine(@org.jspecify.annotations.Nullable String message) {
    return Printable.line(String.valueOf(message), MAX_MESSAGE);
  }
}
