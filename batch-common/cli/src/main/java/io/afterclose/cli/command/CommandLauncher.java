package io.afterclose.cli.command;

import static java.nio.charset.StandardCharsets.UTF_8;

import io.afterclose.database.text.Printable;
import io.afterclose.run.logging.LogFormat;
import io.afterclose.run.logging.RunFields;
import io.afterclose.run.logging.StandardError;
import io.afterclose.run.outcome.InvalidInputException;
import java.io.PrintWriter;
import java.time.LocalDate;
import java.time.format.DateTimeParseException;
import java.util.List;
import java.util.TimeZone;
import org.slf4j.Logger;
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

  /** How picocli refuses a group of commands without one of them. */
  private static final String NO_SUBCOMMAND = "Missing required subcommand";

  private CommandLauncher() {}

  /** The process' life: runs the command and ends the JVM with its exit code. */
  public static void launch(CommandLine commandLine, String... arguments) {
    TimeZone.setDefault(TimeZone.getTimeZone("UTC"));
    StandardError.install();
    // what libraries send to the JDK's own logging, as the driver does, is in this log and its
    // format
    SLF4JBridgeHandler.removeHandlersForRootLogger();
    SLF4JBridgeHandler.install();
    String program = commandLine.getCommandName();
    RunFields.ofProcess(program);
    try {
      LogFormat format = LogFormat.of(System.getenv());
      commandLine
          .setOut(new PrintWriter(System.out, true, UTF_8))
          .setErr(errors(format))
          // one that was made before the streams were replaced would bring the old ones back
          .setExecutionStrategy(new CommandLine.RunLast());
      ProcessText.ofThis().requireReadable(List.of(arguments), System.getenv());
      ProcessEnd.with(program, prepared(commandLine).execute(arguments));
    } catch (InvalidInputException errors) {
      commandLine.getErr().println(program + ": " + errors.getMessage());
      ProcessEnd.with(program, ExitCode.of(errors).code());
    }
  }

  private static PrintWriter errors(LogFormat format) {
    return switch (format) {
      case text -> new PrintWriter(System.err, true, UTF_8);
      case json ->
          new PrintWriter(
              new LoggedLines(line -> LoggerFactory.getLogger(CommandLauncher.class).error(line)),
              true);
    };
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

  /** A group of commands alone is no mistake: what it has is asked for. */
  private static int refuseUsage(CommandLine.ParameterException refused, String[] arguments) {
    CommandLine command = refused.getCommandLine();
    if (String.valueOf(refused.getMessage()).equals(NO_SUBCOMMAND)) {
      command.usage(command.getOut());
      return ExitCode.DONE.code();
    }
    command.getErr().println(UsageError.of(refused));
    command.getErr().println("Try '" + command.getCommandSpec().qualifiedName() + " --help'.");
    return ExitCode.USAGE.code();
  }

  private static int explain(Exception thrown, CommandLine command, ParseResult parsed) {
    Failure failure = Failure.of(thrown);
    Logger log = LoggerFactory.getLogger(CommandLauncher.class);
    String name = command.getCommandSpec().qualifiedName();
    if (failure.sentence().isEmpty()) {
      log.error("{} failed", name, thrown);
    } else {
      log.debug("{} ended", name, thrown);
      failure
          .sentence()
          .get()
          .lines()
          .map(Printable::masked)
          .reduce((first, next) -> first + System.lineSeparator() + next)
          .ifPresent(
              text ->
                  command.getErr().println(command.getCommandSpec().root().name() + ": " + text));
    }
    return failure.code().code();
  }
}
