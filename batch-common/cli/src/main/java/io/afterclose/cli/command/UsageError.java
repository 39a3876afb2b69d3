package io.afterclose.cli.command;

import io.afterclose.database.text.Printable;
import java.util.Collection;
import picocli.CommandLine;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.UnmatchedArgumentException;

/** What is wrong with a command line, in a user's words, and what may have been meant. */
final class UsageError {

  /** As long as what a run records of its end. */
  private static final int MAX_MESSAGE = 2500;

  private UsageError() {}

  static String of(ParameterException refused) {
    return Printable.line(text(refused), MAX_MESSAGE);
  }

  private static String text(ParameterException refused) {
    if (refused instanceof UnmatchedArgumentException unmatched
        && !unmatched.getUnmatched().isEmpty()) {
      return unexpected(unmatched) + suggestions(unmatched);
    }
    return String.valueOf(refused.getMessage());
  }

  private static String unexpected(UnmatchedArgumentException unmatched) {
    CommandLine command = unmatched.getCommandLine();
    String name = command.getCommandSpec().qualifiedName();
    String word = Printable.quoted(unmatched.getUnmatched().get(0));
    if (unmatched.isUnknownOption()) {
      return "'%s' has no option %s".formatted(name, word);
    }
    return command.getSubcommands().isEmpty()
        ? "'%s' does not take %s".formatted(name, word)
        : "'%s' has no command %s".formatted(name, word);
  }

  private static String suggestions(UnmatchedArgumentException unmatched) {
    return SimilarWords.didYouMean(unmatched.getUnmatched().get(0), known(unmatched));
  }

  private static Collection<String> known(UnmatchedArgumentException unmatched) {
    CommandSpec command = unmatched.getCommandLine().getCommandSpec();
    return unmatched.isUnknownOption()
        ? command.optionsMap().keySet()
        : command.subcommands().keySet();
  }
}
