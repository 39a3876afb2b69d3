package io.afterclose.symbolbatch.provider.settings;

import java.util.regex.Pattern;

/** A provider's key. It is readable only for the request that carries it. */
public final class ApiKey {

  /** What may stand in a header; a line end in one would be quoted whole by the HTTP client. */
  private static final Pattern SENDABLE = Pattern.compile("[\\x21-\\x7e]{4,256}");

  private final String text;

  private ApiKey(String text) {
    this.text = text;
  }

  /**
   * Takes a key as it stands in the environment, blanks around it dropped.
   *
   * @throws IllegalArgumentException when it cannot be sent; the message does not show it
   */
  public static ApiKey of(String written) {
    String text = written.strip();
    if (!SENDABLE.matcher(text).matches()) {
      throw new IllegalArgumentException(
          "a key of 4 to 256 printable ASCII characters without blanks was expected, found one of "
              + text.length()
              + " characters");
    }
    return new ApiKey(text);
  }

  public String text() {
    return text;
  }

  @Override
  public String toString() {
    return "***";
  }
}
