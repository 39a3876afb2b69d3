package io.afterclose.deploy.benchmark;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.ArrayDeque;
import java.util.Comparator;
import java.util.Deque;
import java.util.stream.Stream;

/** What is stopped and removed when this process ends, however it ends: the newest first. */
final class Leftovers {
  private final Deque<AutoCloseable> all = new ArrayDeque<>();

  Leftovers() {
    Runtime.getRuntime().addShutdownHook(new Thread(this::close));
  }

  /** A new folder below that of temporary files. */
  Path folder() throws IOException {
    Path folder = Files.createTempDirectory("afterclose-bench");
    add(() -> remove(folder));
    // The embedded server does not work as root, so its folder is one that any account may enter.
    Files.setPosixFilePermissions(folder, PosixFilePermissions.fromString("rwxr-xr-x"));
    return folder;
  }

  synchronized void add(AutoCloseable one) {
    all.push(one);
  }

  private synchronized void close() {
    for (AutoCloseable one : all) {
      try {
        one.close();
      } catch (Exception e) {
        System.err.println("bench: something is left behind: " + e);
      }
    }
  }

  private static void remove(Path folder) throws IOException {
    try (Stream<Path> files = Files.walk(folder)) {
      for (Path file : files.sorted(Comparator.reverseOrder()).toList()) {
        Files.delete(file);
      }
    }
  }
}
