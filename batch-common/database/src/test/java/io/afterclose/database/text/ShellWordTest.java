package io.afterclose.database.text;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.charset.StandardCharsets;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** What a shell makes of a quoted word. */
final class ShellWordTest {

  @ParameterizedTest
  @ValueSource(
      strings = {
        "Growth",
        "x'; touch pwned; '",
        "a \"b\" $HOME `id` \\",
        "''",
        "two\nlines",
        "é*?"
      })
  void a_shell_reads_the_word_itself(String word) throws Exception {
    Process shell = new ProcessBuilder("sh", "-c", "printf %s " + ShellWord.quoted(word)).start();
    String read = new String(shell.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
    assertThat(shell.waitFor()).isZero();
    assertThat(read).isEqualTo(word);
  }
}
