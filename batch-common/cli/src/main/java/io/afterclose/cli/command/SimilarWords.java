package io.afterclose.cli.command;

import io.afterclose.database.text.Printable;
import java.util.Collection;
import java.util.Comparator;
import java.util.List;
import java.util.Locale;
import java.util.stream.Collectors;

/** Words that may be meant by a mistyped one. */
public final class SimilarWords {

  private static final int MOST = 3;

  private SimilarWords() {}

  /**
   * Those that begin with it or differ by at most a third of its letters, the nearest first; at
   * most three.
   */
  static List<String> of(String mistyped, Collection<String> known) {
    String word = lower(mistyped);
    return known.stream()
        .filter(
            other ->
                beginsWith(lower(other), word) || distance(word, lower(other)) <= allowed(word))
        .sorted(
            Comparator.comparingInt((String other) -> distance(word, lower(other)))
                .thenComparing(Comparator.naturalOrder()))
        .limit(MOST)
        .toList();
  }

  /** What may be meant, as the end of a refusal; empty where nothing known is similar. */
  public static String didYouMean(String mistyped, Collection<String> known) {
    List<String> similar = of(mistyped, known);
    return similar.isEmpty()
        ? ""
        : similar.stream()
            .map(Printable::masked)
            .collect(Collectors.joining("' or '", "; did you mean '", "'?"));
  }

  private static String lower(String text) {
    return text.toLowerCase(Locale.ROOT);
  }

  private static boolean beginsWith(String other, String word) {
    return word.length() > 1 && !word.equals("--") && other.startsWith(word);
  }

  private static int allowed(String word) {
    return Math.max(1, word.replace("-", "").length() / 3);
  }

  /** Letters left out, added, exchanged, or two neighbours swapped: one each. */
  static int distance(String from, String to) {
    int[][] cost = new int[from.length() + 1][to.length() + 1];
    for (int i = 0; i <= from.length(); i++) {
      for (int j = 0; j <= to.length(); j++) {
        cost[i][j] = i == 0 || j == 0 ? i + j : cheapest(cost, from, to, i, j);
      }
    }
    return cost[from.length()][to.length()];
  }

  private static int cheapest(int[][] cost, String from, String to, int i, int j) {
    int other = from.charAt(i - 1) == to.charAt(j - 1) ? 0 : 1;
    int least =
        Math.min(cost[i - 1][j - 1] + other, Math.min(cost[i - 1][j] + 1, cost[i][j - 1] + 1));
    boolean swapped =
        i > 1
            && j > 1
            && from.charAt(i - 1) == to.charAt(j - 2)
            && from.charAt(i - 2) == to.charAt(j - 1);
    return swapped ? Math.min(least, cost[i - 2][j - 2] + 1) : least;
  }
}
