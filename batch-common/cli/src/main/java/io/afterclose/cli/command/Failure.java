package io.afterclose.cli.command;

import io.afterclose.database.address.DatabaseSettingsException;
import io.afterclose.database.server.DatabaseUnavailableException;
import io.afterclose.database.server.SqlStates;
import io.afterclose.run.outcome.RunOutcomeException;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.FileSystemException;
import java.util.Optional;
import java.util.stream.Stream;

/**
 * What ended a command, as its user is told: one sentence where the cause is outside the program,
 * nothing where it is a defect, of which the log has the stack trace.
 *
 * @param code what the process ends with
 * @param sentence empty for a defect
 */
public record Failure(ExitCode code, Optional<String> sentence) {

  /** What to tell of it. */
  public static Failure of(Throwable thrown) {
    ExitCode code = ExitCode.of(thrown);
    return new Failure(
        code,
        SqlStates.deniedRight(thrown)
            .map(denied -> "this database login lacks a right: " + denied)
            .or(() -> ours(thrown))
            .or(() -> code == ExitCode.FAILED ? Optional.empty() : Optional.of(innermost(thrown)))
            .or(() -> file(thrown)));
  }

  /** What this program says itself; a container of objects wraps it in words of its own. */
  private static Optional<String> ours(Throwable thrown) {
    return causes(thrown).filter(Failure::isOurs).map(Throwable::getMessage).findFirst();
  }

  private static boolean isOurs(Throwable cause) {
    return cause instanceof RunOutcomeException
        || cause instanceof DatabaseSettingsException
        || cause instanceof DatabaseUnavailableException;
  }

  /** Spring's words name its own objects; what they were told says more. */
  private static String innermost(Throwable thrown) {
    return causes(thrown)
        .filter(cause -> !cause.getClass().getName().startsWith("org.springframework."))
        .findFirst()
        .map(cause -> String.valueOf(cause.getMessage()))
        .orElse(String.valueOf(thrown.getMessage()));
  }

  /** A file that is not there, may not be read, or has no room. */
  private static Optional<String> file(Throwable thrown) {
    return causes(thrown)
        .filter(IOException.class::isInstance)
        .filter(cause -> thrown instanceof IOException || thrown instanceof UncheckedIOException)
        .findFirst()
        .map(
            cause ->
                cause instanceof FileSystemException system
                    ? "%s: %s".formatted(system.getFile(), reason(system))
                    : String.valueOf(cause.getMessage()));
  }

  private static String reason(FileSystemException failure) {
    return Optional.ofNullable(failure.getReason())
        .orElseGet(
            () ->
                switch (failure.getClass().getSimpleName()) {
                  case "NoSuchFileException" -> "there is no such file";
                  case "AccessDeniedException" -> "no permission";
                  case "FileAlreadyExistsException" -> "it exists already";
                  default -> "cannot be used";
                });
  }

  private static Stream<Throwable> causes(Throwable thrown) {
    return Stream.iterate(thrown, cause -> cause != null, Throwable::getCause);
  }
}
