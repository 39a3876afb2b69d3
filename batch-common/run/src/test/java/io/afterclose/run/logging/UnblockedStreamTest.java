package io.afterclose.run.logging;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.time.Duration;
import java.util.concurrent.Semaphore;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

@Timeout(30)
final class UnblockedStreamTest {

  private static final Duration LONG = Duration.ofSeconds(10);

  private final Semaphore read = new Semaphore(0);
  private final ByteArrayOutputStream arrived = new ByteArrayOutputStream();

  /** A pipe at whose other end somebody reads as often as the semaphore lets. */
  private final OutputStream pipe =
      new OutputStream() {
        @Override
        public void write(int one) {
          throw new AssertionError("byte by byte");
        }

        @Override
        public void write(byte[] bytes) {
          read.acquireUninterruptibly();
          arrived.writeBytes(bytes);
        }
      };

  @Test
  void what_is_read_arrives_whole_and_in_its_order() {
    read.release(1_000);
    UnblockedStream stream = new UnblockedStream(pipe, 1_000);
    StringBuilder told = new StringBuilder();
    for (int i = 0; i < 1_000; i++) {
      told.append("line ").append(i).append('\n');
      put(stream, "line " + i + "\n");
    }
    assertThat(stream.awaitWritten(LONG)).isTrue();
    assertThat(arrived.toString(UTF_8)).isEqualTo(told.toString());
  }

  @Test
  void nobody_waits_for_a_reader_and_the_reader_is_told_what_is_missing() {
    UnblockedStream stream = new UnblockedStream(pipe, 10);
    for (int i = 0; i < 1_000; i++) {
      put(stream, "x\n");
    }
    assertThat(stream.awaitWritten(Duration.ofMillis(50))).isFalse();
    read.release(1_000);
    assertThat(stream.awaitWritten(LONG)).isTrue();
    String text = arrived.toString(UTF_8);
    long lines = text.lines().filter("x"::equals).count();
    assertThat(lines).isBetween(10L, 11L);
    assertThat(text).contains((1_000 - lines) + " writes were left out, since no reader took them");
  }

  @Test
  void a_stream_that_is_closed_holds_nobody_up() {
    UnblockedStream stream =
        new UnblockedStream(
            new OutputStream() {
              @Override
              public void write(int one) throws IOException {
                throw new IOException("closed");
              }
            },
            10);
    put(stream, "x\n");
    assertThat(stream.awaitWritten(LONG)).isTrue();
  }

  private static void put(UnblockedStream stream, String text) {
    byte[] bytes = text.getBytes(UTF_8);
    stream.write(bytes, 0, bytes.length);
  }
}
