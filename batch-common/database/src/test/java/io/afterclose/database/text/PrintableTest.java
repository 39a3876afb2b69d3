package io.afterclose.database.text;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class PrintableTest {

  @ParameterizedTest
  @ValueSource(
      ints = {0, '\n', 0x1b, 0x7f, 0x85, 0xa0, 0x200b, 0x202e, 0x2028, 0xd800, 0xe000, 0xfeff})
  void what_is_not_printed_as_itself_is_escaped_blanked_and_masked(int point) {
    String untrusted = "a" + new String(new int[] {point}, 0, 1) + "b";
    assertThat(Printable.isVisible(point)).isFalse();
    assertThat(Printable.quoted(untrusted)).isEqualTo("'a\\u%04x".formatted(point) + "b'");
    assertThat(Printable.line(untrusted, 10)).isEqualTo("a b");
    assertThat(Printable.masked(untrusted)).isEqualTo("a?b");
  }

  @Test
  void letters_marks_symbols_and_pairs_of_surrogates_stay() {
    String text = "Société Générale €5 — 日本 😀";
    assertThat(Printable.quoted(text)).isEqualTo("'" + text + "'");
    assertThat(Printable.line(text, 100)).isEqualTo(text);
    assertThat(Printable.masked(text)).isEqualTo(text);
  }

  @Test
  void a_line_has_one_space_for_a_run_of_invisible_characters_and_none_at_its_ends() {
    assertThat(Printable.line("\r\n at\r\n\tline 2\u001b ", 100)).isEqualTo("at line 2");
  }

  @Test
  void a_long_line_is_cut_in_code_points_and_ends_with_an_ellipsis() {
    assertThat(Printable.line("😀".repeat(5), 5)).isEqualTo("😀".repeat(5));
    assertThat(Printable.line("😀".repeat(6), 5)).isEqualTo("😀😀😀😀…");
    assertThat(Printable.line("x\n".repeat(1_000_000), 5)).isEqualTo("x x …");
  }

  @Test
  void a_long_quotation_says_how_long_the_text_was() {
    assertThat(Printable.quoted("x".repeat(40))).isEqualTo("'" + "x".repeat(40) + "'");
    assertThat(Printable.quoted("x".repeat(41)))
        .isEqualTo("'" + "x".repeat(40) + "...' (41 characters)");
  }
}
