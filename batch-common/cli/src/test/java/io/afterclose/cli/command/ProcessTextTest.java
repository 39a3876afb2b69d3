package io.afterclose.cli.command;

import static org.assertj.core.api.Assertions.assertThatCode;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.afterclose.run.outcome.InvalidInputException;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

final class ProcessTextTest {

  private final ProcessText plain = new ProcessText("ANSI_X3.4-1968");

  @Test
  void a_name_whose_letters_were_lost_is_refused_with_the_remedy() {
    assertThatThrownBy(
            () -> plain.requireReadable(List.of("--name", "Z\ufffd\ufffdrich"), Map.of()))
        .isInstanceOf(InvalidInputException.class)
        .hasMessage(
            "the argument 'Z??rich' has letters that the locale's encoding, ANSI_X3.4-1968, cannot"
                + " hold; set LC_ALL=C.UTF-8");
  }

  @Test
  void so_is_a_variable_of_ours_and_no_other() {
    assertThatThrownBy(
            () -> plain.requireReadable(List.of(), Map.of("AFTERCLOSE_HOME", "/\ufffd\ufffd")))
        .isInstanceOf(InvalidInputException.class)
        .hasMessageStartingWith("AFTERCLOSE_HOME has letters");
    assertThatCode(() -> plain.requireReadable(List.of("run"), Map.of("PS1", "\ufffd")))
        .doesNotThrowAnyException();
  }

  @Test
  void under_utf_8_the_character_is_one_like_others() {
    assertThatCode(
            () -> new ProcessText("UTF-8").requireReadable(List.of("\ufffd", "Zürich"), Map.of()))
        .doesNotThrowAnyException();
  }
}
