package io.afterclose.run.logging;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import org.junit.jupiter.api.Test;

final class StandardOutputTest {

  @Test
  void what_was_written_is_utf_8_and_no_failure() {
    ByteArrayOutputStream target = new ByteArrayOutputStream();
    StandardOutput output = StandardOutput.to(target);
    output.println("Zürich €");
    assertThat(output.firstFailure()).isEmpty();
    assertThat(target.toString(UTF_8)).isEqualToIgnoringNewLines("Zürich €");
  }

  /** As {@code /dev/full}: what fits into the stream's own buffer fails at the end only. */
  @Test
  void a_short_result_that_meets_a_full_disk_is_known_to_be_lost() {
    StandardOutput output = StandardOutput.to(failing(0));
    output.print("a,b");
    assertThat(output.firstFailure()).hasValueSatisfying(StandardOutputTest::isFull);
  }

  @Test
  void of_a_long_one_the_first_failure_is_told_and_nothing_is_written_behind_it() {
    FailingStream target = failing(10_000);
    StandardOutput output = StandardOutput.to(target);
    output.print("x".repeat(9_000));
    output.print("x".repeat(9_000));
    target.room = Integer.MAX_VALUE;
    output.print("end");
    assertThat(output.firstFailure()).hasValueSatisfying(StandardOutputTest::isFull);
    assertThat(target.written).isLessThanOrEqualTo(10_000);
  }

  private static void isFull(IOException failure) {
    assertThat(failure).hasMessage("No space left on device");
  }

  private static FailingStream failing(int room) {
    FailingStream stream = new FailingStream();
    stream.room = room;
    return stream;
  }

  private static final class FailingStream extends OutputStream {

    private int room;
    private int written;

    @Override
    public void write(int value) throws IOException {
      if (written >= room) {
        throw new IOException("No space left on device");
      }
      written++;
    }
  }
}
