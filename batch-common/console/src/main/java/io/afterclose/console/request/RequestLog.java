package io.afterclose.console.request;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.file.DirectoryStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.Optional;
import java.util.UUID;

/**
 * What the processes of requests write, each into a file of its own below the console's home, kept
 * for 30 days.
 */
public final class RequestLog {

  private static final Duration KEPT = Duration.ofDays(30);
  private static final int MOST_AT_ONCE = 1 << 20;
  private static final int LAST = 4096;

  /** What a page shows of the end of a log, in bytes. */
  static final int TAIL = 64 << 10;

  private final Path folder;
  private final Clock clock;

  /**
   * @param home of Afterclose; the files are in {@code console/log} below it
   */
  public RequestLog(Path home, Clock clock) {
    this.folder = home.resolve("console").resolve("log");
    this.clock = clock;
  }

  /** The file of a request, empty and for its owner only; old ones of others are removed. */
  Path create(UUID request) throws IOException {
    Files.createDirectories(folder);
    removeOld();
    Path file = file(request);
    Files.deleteIfExists(file);
    return Files.createFile(
        file, PosixFilePermissions.asFileAttribute(PosixFilePermissions.fromString("rw-------")));
  }

  /**
   * A part of it.
   *
   * @param text whole lines, at most 1 MB
   * @param next the offset in bytes at which the following part begins
   */
  public record Part(String text, long next) {}

  /** The part that begins at an offset in bytes; empty where the log is not on this machine. */
  public Optional<Part> read(UUID request, long offset) throws IOException {
    Path file = file(request);
    if (!Files.isReadable(file)) {
      return Optional.empty();
    }
    try (FileChannel channel = FileChannel.open(file)) {
      long from = Math.max(0, Math.min(offset, channel.size()));
      byte[] bytes = new byte[(int) Math.min(MOST_AT_ONCE, channel.size() - from)];
      ByteBuffer buffer = ByteBuffer.wrap(bytes);
      int read = 0;
      while (read < bytes.length) {
        int more = channel.read(buffer, from + read);
        if (more < 0) {
          break;
        }
        read += more;
      }
      int whole = wholeLines(bytes, read);
      return Optional.of(new Part(new String(bytes, 0, whole, UTF_8), from + whole));
    }
  }

  /** A line longer than a part is cut. */
  private static int wholeLines(byte[] bytes, int read) {
    for (int end = read; end > 0; end--) {
      if (bytes[end - 1] == '\n') {
        return end;
      }
    }
    return read == MOST_AT_ONCE ? read : 0;
  }

  /** The bytes of a request's log; 0 where it is not on this machine. */
  long size(UUID request) throws IOException {
    Path file = file(request);
    return Files.isReadable(file) ? Files.size(file) : 0;
  }

  /** The last line of a request's log that says something; empty where there is none. */
  String lastLine(UUID request) {
    try {
      return read(request, size(request) - LAST)
          .map(Part::text)
          .orElse("")
          .lines()
          .filter(line -> !line.isBlank())
          .reduce((first, next) -> next)
          .orElse("");
    } catch (IOException unreadable) {
      return "its log cannot be read: " + unreadable.getMessage();
    }
  }

  private Path file(UUID request) {
    return folder.resolve(request + ".log");
  }

  private void removeOld() throws IOException {
    Instant oldest = clock.instant().minus(KEPT);
    try (DirectoryStream<Path> files = Files.newDirectoryStream(folder, "*.log")) {
      for (Path file : files) {
        if (Files.getLastModifiedTime(file).toInstant().isBefore(oldest)) {
          Files.deleteIfExists(file);
        }
      }
    }
  }
}
