package io.afterclose.database.embedded;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Comparator;
import java.util.List;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/** The server's log: what it said while starting, and one file per weekday afterwards. */
final class EmbeddedLog {
  private static final long MOST_BYTES = 10L * 1024 * 1024;
  private static final int LAST_LINES = 8;

  private final EmbeddedFolder folder;

  EmbeddedLog(EmbeddedFolder folder) {
    this.folder = folder;
  }

  /** Forgets the last start, and every file that has grown too long; no server may be running. */
  void trim() throws IOException {
    Files.deleteIfExists(folder.launchLog());
    for (Path file : files()) {
      if (Files.size(file) > MOST_BYTES) {
        Files.delete(file);
      }
    }
  }

  /** Whether the start that failed last said this. */
  boolean launchSaid(String text) {
    return text(folder.launchLog()).contains(text);
  }

  /** The last lines of the file written last, and of the last start. */
  String lastLines() {
    try {
      return files().stream()
          .sorted(Comparator.comparingLong(file -> file.toFile().lastModified()))
          .skip(Math.max(0, files().size() - 2))
          .flatMap(file -> lastLines(file).stream())
          .collect(Collectors.joining("\n  ", "\nIts log in " + folder.log() + " ends:\n  ", ""));
    } catch (IOException e) {
      return "\nIts log in " + folder.log() + " cannot be read";
    }
  }

  private static List<String> lastLines(Path file) {
    List<String> lines = text(file).lines().toList();
    return lines.subList(Math.max(0, lines.size() - LAST_LINES), lines.size());
  }

  private List<Path> files() throws IOException {
    try (Stream<Path> entries = Files.list(folder.log())) {
      return entries.filter(file -> file.toString().endsWith(".log")).toList();
    }
  }

  private static String text(Path file) {
    try {
      return new String(Files.readAllBytes(file), UTF_8);
    } catch (IOException e) {
      return "";
    }
  }
}
