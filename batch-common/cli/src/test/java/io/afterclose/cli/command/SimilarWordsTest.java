package io.afterclose.cli.command;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import org.junit.jupiter.api.Test;

final class SimilarWordsTest {

  @Test
  void names_are_compared_whatever_their_case_and_shown_as_they_are() {
    assertThat(SimilarWords.didYouMean("growht", List.of("Growth", "Income")))
        .isEqualTo("; did you mean 'Growth'?");
    assertThat(SimilarWords.didYouMean("Nothing like it", List.of("Growth"))).isEmpty();
  }

  private static final List<String> COMMANDS =
      List.of("run", "rerun", "recover", "history", "show", "stop", "status", "snapshots");

  @Test
  void a_letter_left_out_added_exchanged_or_swapped_is_one_step() {
    assertThat(SimilarWords.distance("histry", "history")).isEqualTo(1);
    assertThat(SimilarWords.distance("histoory", "history")).isEqualTo(1);
    assertThat(SimilarWords.distance("hystory", "history")).isEqualTo(1);
    assertThat(SimilarWords.distance("hisotry", "history")).isEqualTo(1);
    assertThat(SimilarWords.distance("rerun", "run")).isEqualTo(2);
    assertThat(SimilarWords.distance("", "run")).isEqualTo(3);
  }

  @Test
  void the_nearest_words_are_told_first() {
    assertThat(SimilarWords.of("rnu", COMMANDS)).containsExactly("run");
    assertThat(SimilarWords.of("reurn", COMMANDS)).containsExactly("rerun");
    assertThat(SimilarWords.of("sto", COMMANDS)).startsWith("stop");
    assertThat(SimilarWords.of("STATUS", COMMANDS)).containsExactly("status");
  }

  @Test
  void the_beginning_of_a_long_word_is_known() {
    assertThat(SimilarWords.of("snap", COMMANDS)).containsExactly("snapshots");
    assertThat(SimilarWords.of("--old", List.of("--older-than", "--dry-run")))
        .containsExactly("--older-than");
  }

  @Test
  void nothing_is_guessed_for_what_resembles_nothing() {
    assertThat(SimilarWords.of("export", COMMANDS)).isEmpty();
    assertThat(SimilarWords.of("--", List.of("--date"))).isEmpty();
  }
}
