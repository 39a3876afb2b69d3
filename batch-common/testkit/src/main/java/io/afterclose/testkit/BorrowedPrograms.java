package io.afterclose.testkit;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.DirectoryStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.stream.Stream;

/**
 * The programs of the embedded server that the tests of the module {@code database} unpacked, for
 * the homes of other tests: unpacking takes longer than all the rest of a start.
 */
public final class BorrowedPrograms {
  private static final Path LENDER = Path.of("batch-common", "database", "target");
  private static final String HOMES = "postgres-home*";
  private static final String PROGRAMS = "programs-*";

  private BorrowedPrograms() {}

  /** Links a home to them; where there are none, the home's first start unpacks its own. */
  public static Path linkedInto(Path home) {
    try {
      Path root = Files.createDirectories(home.resolve("postgres"));
      removeDeadLinks(root);
      Path lender = project().resolve(LENDER);
      if (Files.isDirectory(lender)) {
        linkToAnyOf(lender, root);
      }
      return home;
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private static void linkToAnyOf(Path lender, Path root) throws IOException {
    try (DirectoryStream<Path> homes = Files.newDirectoryStream(lender, HOMES)) {
      for (Path home : homes) {
        Path unpacked = home.resolve("postgres");
        if (Files.isDirectory(unpacked)) {
          link(unpacked, root);
        }
      }
    }
  }

  private static void link(Path unpacked, Path root) throws IOException {
    try (DirectoryStream<Path> programs = Files.newDirectoryStream(unpacked, PROGRAMS)) {
      for (Path folder : programs) {
        Path link = root.resolve(folder.getFileName());
        if (Files.notExists(link)) {
          Files.createSymbolicLink(link, folder.toRealPath());
        }
      }
    }
  }

  private static void removeDeadLinks(Path root) throws IOException {
    try (DirectoryStream<Path> links = Files.newDirectoryStream(root, PROGRAMS)) {
      for (Path link : links) {
        if (Files.notExists(link)) {
          Files.delete(link);
        }
      }
    }
  }

  private static Path project() {
    return Stream.iterate(Path.of("").toAbsolutePath(), Path::getParent)
        .takeWhile(folder -> folder != null)
        .filter(folder -> Files.isDirectory(folder.resolve(".mvn")))
        .findFirst()
        .orElseThrow(() -> new IllegalStateException("not below the project's folder"));
  }
}
