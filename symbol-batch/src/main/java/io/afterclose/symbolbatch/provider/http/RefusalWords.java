package io.afterclose.symbolbatch.provider.http;

import java.util.EnumMap;
import java.util.Map;
import java.util.Optional;
import java.util.regex.Pattern;

/**
 * The words in which a provider refuses. They count whatever the status, since some come with 200
 * or with a status that means something else.
 */
public final class RefusalWords {

  /** For a provider of which none are known. */
  public static final RefusalWords NONE = new RefusalWords(Map.of());

  private final Map<Refusal, Pattern> words = new EnumMap<>(Refusal.class);

  /**
   * @param words found anywhere in a body; must not occur in one with data
   */
  public RefusalWords(Map<Refusal, Pattern> words) {
    this.words.putAll(words);
  }

  /** The refusal in a body; the first of the enumeration where there are several. */
  Optional<Refusal> in(String body) {
    return words.entrySet().stream()
        .filter(entry -> entry.getValue().matcher(body).find())
        .map(Map.Entry::getKey)
        .findFirst();
  }
}
