package io.afterclose.cli.output;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

final class TerminalWidthTest {

  @Test
  void the_variable_says_it() {
    assertThat(TerminalWidth.width(Optional.of(" 132 "))).hasValue(132);
    assertThat(TerminalWidth.of(Optional.of("132"))).isEqualTo(132);
  }

  @ParameterizedTest
  @ValueSource(strings = {"", "0", "wide", "-80", "19", "999999"})
  void what_is_no_width_is_none(String text) {
    assertThat(TerminalWidth.width(Optional.of(text))).isEmpty();
  }
}
