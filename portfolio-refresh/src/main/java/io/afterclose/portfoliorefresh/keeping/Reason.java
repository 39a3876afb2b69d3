package io.afterclose.portfoliorefresh.keeping;

import java.util.Optional;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Option;

/** The option {@code --reason} of a change, which is kept with it. */
public final class Reason {

  private static final int LONGEST = 500;

  private Reason() {}

  /** Of a change that corrects or removes what was stated: it needs one. */
  public static final class Required {

    @Option(
        names = "--reason",
        required = true,
        paramLabel = "TEXT",
        description = "Why, at most 500 characters; kept with the change.")
    private String text = "";

    /** The reason. */
    public Optional<String> checked() {
      return Optional.of(Reason.checked(text));
    }
  }

  /** Of a change that states what is new. */
  public static final class Allowed {

    @Option(
        names = "--reason",
        paramLabel = "TEXT",
        description = "Why, at most 500 characters; kept with the change.")
    private @Nullable String text;

    /** The reason, if one was given. */
    public Optional<String> checked() {
      return Optional.ofNullable(text).map(Reason::checked);
    }
  }

  private static String checked(String text) {
    String reason = text.strip();
    if (reason.isEmpty() || reason.codePointCount(0, reason.length()) > LONGEST) {
      throw OptionValues.refused("--reason", text, "1 to " + LONGEST + " characters");
    }
    return reason;
  }
}
