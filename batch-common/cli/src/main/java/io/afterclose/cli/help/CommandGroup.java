package io.afterclose.cli.help;

import java.util.List;

/**
 * Commands that a help text lists together.
 *
 * @param title above them
 * @param commands their names, in the order of printing
 */
public record CommandGroup(String title, List<String> commands) {

  /** The groups of the commands that every job has. */
  static final List<CommandGroup> COMMON =
      List.of(
          of("Runs", "status", "history", "show", "missing", "watch", "stop", "recover"),
          of("Installation", "database", "doctor", "config", "purge", "manual", "completion"));

  public CommandGroup {
    commands = List.copyOf(commands);
  }

  /** A group of some commands. */
  public static CommandGroup of(String title, String... commands) {
    return new CommandGroup(title, List.of(commands));
  }
}
