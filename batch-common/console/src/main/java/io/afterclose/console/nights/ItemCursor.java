package io.afterclose.console.nights;

import static java.nio.charset.StandardCharsets.UTF_8;

import io.afterclose.console.problem.ProblemException;
import java.util.Base64;

/** Where a page of items ended. */
record ItemCursor(String phase, String item) {

  /** As a parameter of an address. */
  String text() {
    return Base64.getUrlEncoder()
        .withoutPadding()
        .encodeToString((phase + "\n" + item).getBytes(UTF_8));
  }

  /**
   * The cursor of a parameter.
   *
   * @throws ProblemException when no page gave it
   */
  static ItemCursor of(String text) {
    try {
      String[] parts = new String(Base64.getUrlDecoder().decode(text), UTF_8).split("\n", 2);
      if (parts.length == 2) {
        return new ItemCursor(parts[0], parts[1]);
      }
    } catch (IllegalArgumentException notBase64) {
      throw wrong(text);
    }
    throw wrong(text);
  }

  private static ProblemException wrong(String text) {
    return ProblemException.invalid(
        "after is '%s'; what the page before gave was expected".formatted(text));
  }
}
