package io.afterclose.cli.help;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import picocli.CommandLine;
import picocli.CommandLine.Help;
import picocli.CommandLine.Model.UsageMessageSpec;

/** Help for people: commands in groups, each with a whole sentence, and examples. */
public final class HelpLayout {

  private static final int WIDTH = 80;

  /** The blank after a full stop that is no ellipsis. */
  private static final Pattern SENTENCE_END = Pattern.compile("(?<=[^.]\\.) ");

  /** Examples of the commands that every job has; the first word of each is the job's. */
  private static final Map<String, List<String>> COMMON_EXAMPLES =
      Map.of(
          "history",
          List.of("history --from 2022-06-01 --status failed", "history --html history.html"),
          "show",
          List.of("show --date 2022-06-30"),
          "missing",
          List.of("missing --date 2022-06-30"),
          "watch",
          List.of("watch --date 2022-06-30"),
          "stop",
          List.of("stop --date 2022-06-30"),
          "recover",
          List.of("recover --date 2022-06-30"),
          "doctor",
          List.of("doctor --grace 2h"),
          "purge",
          List.of("purge --older-than 400d --keep-failed --dry-run"));

  private final List<CommandGroup> groups;

  private HelpLayout(List<CommandGroup> groups) {
    this.groups = groups;
  }

  /**
   * Lays out the help of a job's command line, or of the part of it that was built.
   *
   * @param groups of the job's own commands
   * @param examples by the command's words without the job's name; each begins with those words
   */
  public static CommandLine of(
      CommandLine root, List<CommandGroup> groups, Map<String, List<String>> examples) {
    HelpLayout layout =
        new HelpLayout(Stream.concat(groups.stream(), CommandGroup.COMMON.stream()).toList());
    List<String> ungrouped = ungrouped(root, groups);
    if (!ungrouped.isEmpty()) {
      throw new IllegalArgumentException("no group of the help lists " + ungrouped);
    }
    layout.list(root, layout.groups);
    layout.requireListed(examples.keySet());
    layout.examples(root, root.getCommandName(), COMMON_EXAMPLES);
    layout.examples(root, root.getCommandName(), examples);
    return root;
  }

  /** A command that was not built is in a group at least. */
  private void requireListed(Set<String> commands) {
    commands.stream()
        .map(words -> words.split(" ", -1)[0])
        .filter(name -> groups.stream().noneMatch(group -> group.commands().contains(name)))
        .forEach(
            name -> {
              throw new IllegalArgumentException("an example is of no command: " + name);
            });
  }

  private void list(CommandLine command, List<CommandGroup> shown) {
    command.setUsageHelpAutoWidth(false);
    command
        .getHelpSectionMap()
        .put(UsageMessageSpec.SECTION_KEY_COMMAND_LIST, help -> commandList(help, shown));
    if (!shown.isEmpty()) {
      command.getCommandSpec().usageMessage().commandListHeading("");
    }
    command.getSubcommands().values().forEach(each -> list(each, List.of()));
  }

  private static String commandList(Help help, List<CommandGroup> shown) {
    Map<String, Help> commands = help.subcommands();
    int indent = 4 + commands.keySet().stream().mapToInt(String::length).max().orElse(0);
    StringBuilder text = new StringBuilder();
    List<CommandGroup> all =
        shown.isEmpty() ? List.of(new CommandGroup("", List.copyOf(commands.keySet()))) : shown;
    for (CommandGroup group : all) {
      text.append(group.title().isEmpty() ? "" : "%n%s:%n".formatted(group.title()));
      group.commands().stream()
          .filter(commands::containsKey)
          .forEach(
              name ->
                  text.append(
                      line(name, summary(Objects.requireNonNull(commands.get(name))), indent)));
    }
    return text.toString();
  }

  /** The first sentence of what it does. */
  private static String summary(Help command) {
    String all = String.join(" ", command.commandSpec().usageMessage().description());
    return SENTENCE_END.split(all, 2)[0];
  }

  private static String line(String name, String summary, int indent) {
    StringBuilder text = new StringBuilder("  ").append(name);
    text.append(" ".repeat(indent - text.length()));
    int column = indent;
    for (String word : summary.split(" ", -1)) {
      if (column > indent && column + 1 + word.length() > WIDTH) {
        text.append(System.lineSeparator()).append(" ".repeat(indent));
        column = indent;
      }
      text.append(column == indent ? "" : " ").append(word);
      column += word.length() + (column == indent ? 0 : 1);
    }
    return text.append(System.lineSeparator()).toString();
  }

  private void examples(CommandLine root, String job, Map<String, List<String>> examples) {
    examples.forEach(
        (words, lines) -> {
          List<String> path = List.of(words.split(" ", -1));
          if (!root.getSubcommands().containsKey(path.get(0))) {
            return;
          }
          CommandLine command = root;
          for (String word : path) {
            command =
                Objects.requireNonNull(command.getSubcommands().get(word), "no command " + words);
          }
          List<String> footer = new ArrayList<>();
          footer.add("");
          footer.add(lines.size() == 1 ? "Example:" : "Examples:");
          lines.forEach(line -> footer.add("  " + job + " " + line));
          command.getCommandSpec().usageMessage().footer(footer.toArray(String[]::new));
        });
  }

  /** The commands of a command line that no group lists. */
  static List<String> ungrouped(CommandLine root, List<CommandGroup> groups) {
    List<String> grouped =
        Stream.concat(groups.stream(), CommandGroup.COMMON.stream())
            .flatMap(group -> group.commands().stream())
            .toList();
    return root.getSubcommands().keySet().stream().filter(name -> !grouped.contains(name)).toList();
  }
}
