package io.afterclose.database.embedded;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

final class EmbeddedFolderTest {

  private static final int FILES = 3_000;

  @TempDir private Path home;

  /** As initdb does when the start that called it was killed. */
  @Test
  void what_a_killed_start_left_is_removed_while_its_program_removes_and_adds_files()
      throws Exception {
    EmbeddedFolder folder = EmbeddedFolder.of(home);
    Path left = home.resolve("postgres").resolve("data.new1");
    Path base = Files.createDirectories(left.resolve("base"));
    for (int number = 0; number < FILES; number++) {
      Files.createFile(base.resolve(String.valueOf(number)));
    }
    ExecutorService program = Executors.newSingleThreadExecutor();
    try {
      Future<?> removal = program.submit(() -> removeAndAdd(base));
      folder.sweep();
      removal.get(30, TimeUnit.SECONDS);
    } finally {
      program.shutdownNow();
    }
    folder.sweep();
    assertThat(left).doesNotExist();
  }

  private static Void removeAndAdd(Path base) throws IOException {
    for (int number = 0; number < FILES && Files.isDirectory(base); number++) {
      Files.deleteIfExists(base.resolve(String.valueOf(number)));
      if (!added(base)) {
        break;
      }
    }
    return null;
  }

  private static boolean added(Path base) throws IOException {
    try {
      Files.createTempFile(base, "added", "");
      return true;
    } catch (NoSuchFileException removed) {
      return false;
    }
  }
}
