package io.afterclose.run.logging;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.io.BufferedOutputStream;
import java.io.FileDescriptor;
import java.io.FileOutputStream;
import java.io.FilterOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.io.PrintStream;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * A standard output that knows whether all of it was written: a {@link PrintStream} keeps a failure
 * to itself, and a result that was cut off by a full disk would look like a whole one. UTF-8
 * whatever the locale says, so that no name becomes a row of question marks.
 */
public final class StandardOutput extends PrintStream {

  private final Noting noting;

  private StandardOutput(Noting noting) {
    super(new BufferedOutputStream(noting), true, UTF_8);
    this.noting = noting;
  }

  /** From now on {@code System.out} is such a stream. */
  public static void install() {
    System.setOut(to(new FileOutputStream(FileDescriptor.out)));
  }

  static StandardOutput to(OutputStream target) {
    return new StandardOutput(new Noting(target));
  }

  /** Writes what is still kept back, and tells the first failure of the process' output, if any. */
  public static Optional<IOException> failure() {
    return System.out instanceof StandardOutput own ? own.firstFailure() : Optional.empty();
  }

  Optional<IOException> firstFailure() {
    flush();
    return Optional.ofNullable(noting.first);
  }

  /** Remembers the first failure; what follows it is dropped. */
  private static final class Noting extends FilterOutputStream {

    private volatile @Nullable IOException first;

    Noting(OutputStream target) {
      super(target);
    }

    @Override
    public void write(int value) throws IOException {
      write(new byte[] {(byte) value}, 0, 1);
    }

    @Override
    public void write(byte[] bytes, int from, int length) throws IOException {
      if (first != null) {
        return;
      }
      try {
        out.write(bytes, from, length);
      } catch (IOException failed) {
        first = failed;
        throw failed;
      }
    }
  }
}
