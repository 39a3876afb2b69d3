package io.afterclose.cli.command;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import org.junit.jupiter.api.Test;

final class ProcessEndTest {

  private final IOException full = new IOException("No space left on device");
  private final IOException gone = new IOException("Broken pipe");

  @Test
  void a_result_that_a_full_disk_cut_off_is_a_failure_and_says_so() {
    assertThat(ProcessEnd.code(0, full)).isEqualTo(1);
    assertThat(ProcessEnd.message("symbol-batch", full))
        .isEqualTo(
            "symbol-batch: the result is not complete: standard output cannot be written"
                + " (No space left on device)");
  }

  @Test
  void a_reader_that_had_enough_is_told_as_shells_tell_it() {
    assertThat(ProcessEnd.code(0, gone)).isEqualTo(141);
  }

  @Test
  void a_code_of_the_command_itself_stays() {
    assertThat(ProcessEnd.code(75, full)).isEqualTo(75);
    assertThat(ProcessEnd.code(4, gone)).isEqualTo(4);
  }
}
