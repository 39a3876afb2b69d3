package io.afterclose.testkit;

import static org.junit.jupiter.api.Assumptions.abort;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Optional;
import java.util.stream.Stream;

/** The folder {@code shared/data} beside the project, which a test may read where it is present. */
public final class SharedData {
  private SharedData() {}

  /** The folder beside the project's root or any folder above it; empty if there is none. */
  public static Optional<Path> folder() {
    return folder(Path.of("").toAbsolutePath());
  }

  static Optional<Path> folder(Path start) {
    return Stream.iterate(start, Path::getParent)
        .takeWhile(folder -> folder != null)
        .map(folder -> folder.resolve("shared").resolve("data"))
        .filter(Files::isDirectory)
        .findFirst();
  }

  /** A file or folder below it; ends the test as skipped if it is not there. */
  public static Path required(String relative) {
    return folder()
        .map(folder -> folder.resolve(relative))
        .filter(Files::exists)
        .orElseGet(() -> abort("This test needs shared/data/" + relative + " beside the project"));
  }
}
