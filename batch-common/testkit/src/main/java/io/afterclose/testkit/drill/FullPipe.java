package io.afterclose.testkit.drill;

import java.io.IOException;
import java.io.RandomAccessFile;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.UUID;

/** A full named pipe without a reader: the next write into it waits. */
final class FullPipe implements AutoCloseable {

  /** What a pipe of Linux holds, see pipe(7). */
  private static final int CAPACITY = 65_536;

  private final Path path;
  private final RandomAccessFile open;

  private FullPipe(Path path, RandomAccessFile open) {
    this.path = path;
    this.open = open;
  }

  static FullPipe inTarget() throws IOException, InterruptedException {
    Path path = Path.of("target", "pipe-" + UUID.randomUUID()).toAbsolutePath();
    int code = new ProcessBuilder("mkfifo", path.toString()).inheritIO().start().waitFor();
    if (code != 0) {
      throw new IOException("mkfifo ended with " + code);
    }
    // open for both, so that neither end waits for the other to be opened
    RandomAccessFile open = new RandomAccessFile(path.toFile(), "rw");
    open.write(new byte[CAPACITY]);
    return new FullPipe(path, open);
  }

  Path path() {
    return path;
  }

  @Override
  public void close() throws IOException {
    open.close();
    Files.deleteIfExists(path);
  }
}
