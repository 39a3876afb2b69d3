package io.afterclose.database.embedded;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.OptionalLong;
import java.util.stream.Stream;

/**
 * What there is of an embedded server.
 *
 * @param running whether its process lives
 * @param port where it listens, on 127.0.0.1; empty if it is not running
 * @param pid its first process; empty if it is not running
 * @param version the server's if it answers, else the data's major version; empty if there is none
 * @param dataFolder where the data is, or would be
 * @param bytesOnDisk data, programs and logs together; 0 if there is nothing
 */
public record EmbeddedStatus(
    boolean running,
    OptionalInt port,
    OptionalLong pid,
    Optional<String> version,
    Path dataFolder,
    long bytesOnDisk) {

  static EmbeddedStatus of(EmbeddedFolder folder) {
    Optional<PostmasterFile> file = PostmasterFile.read(folder).filter(PostmasterFile::alive);
    return new EmbeddedStatus(
        file.isPresent(),
        file.stream().mapToInt(PostmasterFile::port).filter(port -> port > 0).findFirst(),
        file.stream().mapToLong(PostmasterFile::pid).findFirst(),
        EmbeddedPing.version(folder).or(() -> majorVersion(folder)),
        folder.data(),
        folder.exists() ? bytes(folder.root()) : 0);
  }

  private static Optional<String> majorVersion(EmbeddedFolder folder) {
    try {
      Path file = folder.data().resolve("PG_VERSION");
      return Optional.of(Files.readString(file, StandardCharsets.UTF_8).strip());
    } catch (IOException e) {
      return Optional.empty();
    }
  }

  /** A file that disappears meanwhile counts as empty. */
  private static long bytes(Path root) {
    try (Stream<Path> files = Files.walk(root)) {
      return files.mapToLong(file -> file.toFile().length()).sum();
    } catch (IOException | UncheckedIOException e) {
      return 0;
    }
  }
}
