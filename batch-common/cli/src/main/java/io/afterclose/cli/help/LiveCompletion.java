package io.afterclose.cli.help;

import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import picocli.CommandLine;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Model.PositionalParamSpec;

/** The part of the completion script that asks the command itself for names. */
final class LiveCompletion {

  /** A name is text of a user: it is compared and quoted, never expanded by the shell. */
  private static final String SCRIPT =
      """

      # Names that the database knows: portfolios, symbols, factors, dates of complete runs.
      _live_%1$s() {
        local word=${COMP_WORDS[COMP_CWORD]} before=${COMP_WORDS[COMP_CWORD-1]} kind='' name
        case $before in
          --portfolio) kind=portfolio ;;
          --symbol|--symbols) kind=symbol ;;
          --date|--from|--to) kind=date ;;
        esac
        if [ -z "$kind" ] && [ "${word#-}" = "$word" ]; then
          case "${COMP_WORDS[*]:1:COMP_CWORD-1}" in
      %2$s
          esac
        fi
        if [ -z "$kind" ]; then
          _complete_%1$s
          return
        fi
        COMPREPLY=()
        while IFS= read -r name; do
          case $name in
            "$word"*) COMPREPLY+=("$(printf '%%q' "$name")") ;;
          esac
        done < <(%1$s completion --names "$kind" 2>/dev/null)
      }
      complete -F _live_%1$s -o default %1$s
      """;

  /** What the labels of arguments stand for. */
  private static final Map<String, String> KINDS =
      Map.of("SYMBOL", "symbol", "FACTOR", "factor", "NAME", "portfolio");

  private LiveCompletion() {}

  static String script(CommandSpec root) {
    return SCRIPT.formatted(
        root.name(), leaves(root).flatMap(LiveCompletion::cases).collect(Collectors.joining("\n")));
  }

  private static Stream<CommandSpec> leaves(CommandSpec parent) {
    return parent.subcommands().values().stream()
        .map(CommandLine::getCommandSpec)
        .flatMap(command -> Stream.concat(Stream.of(command), leaves(command)));
  }

  private static Stream<String> cases(CommandSpec command) {
    List<PositionalParamSpec> arguments = command.positionalParameters();
    String words = command.qualifiedName().substring(command.root().name().length() + 1);
    return IntStream.range(0, arguments.size())
        .boxed()
        .flatMap(
            index ->
                Optional.ofNullable(KINDS.get(arguments.get(index).paramLabel()))
                    .map(kind -> "      '%s'%s) kind=%s ;;".formatted(words, after(index), kind))
                    .stream());
  }

  /** So many arguments stand between the command and the word that is completed. */
  private static String after(int arguments) {
    return "' '[!-]*".repeat(arguments);
  }
}
