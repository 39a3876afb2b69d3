package io.afterclose.cli.command;

import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Set;
import java.util.function.Supplier;
import picocli.CommandLine;

/**
 * The commands of a job by their names, in the order in which they are listed. A command is built
 * when it is needed: to build all of them takes longer than most of them work.
 */
public final class CommandTree {

  private final Object root;
  private final Map<String, Supplier<?>> commands = new LinkedHashMap<>();
  private final Set<String> knowingAll = new HashSet<>();

  /**
   * @param root the job's own {@code @Command}
   */
  public CommandTree(Object root) {
    this.root = root;
  }

  /**
   * Adds a command behind the others.
   *
   * @param name the first word of its command line
   * @param command makes the {@code @Command} of that name, or its {@link CommandLine}
   */
  public CommandTree add(String name, Supplier<?> command) {
    commands.put(name, command);
    return this;
  }

  /** Adds a command that prints or completes the others, and so needs them all. */
  public CommandTree addKnowingAll(String name, Supplier<?> command) {
    knowingAll.add(name);
    return add(name, command);
  }

  /**
   * The command line that answers some words: the command that the first of them names, or all
   * commands where it names none, or one that needs all.
   */
  public CommandLine lineFor(String... words) {
    CommandLine line = new CommandLine(root);
    if (words.length > 0 && commands.containsKey(words[0]) && !knowingAll.contains(words[0])) {
      addTo(line, words[0]);
    } else {
      commands.keySet().forEach(name -> addTo(line, name));
    }
    return line;
  }

  private void addTo(CommandLine line, String name) {
    Supplier<?> command = commands.get(name);
    if (command != null) {
      line.addSubcommand(command.get());
    }
    if (!line.getSubcommands().containsKey(name)) {
      throw new IllegalStateException("the command of '" + name + "' has another name");
    }
  }
}
