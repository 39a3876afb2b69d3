package io.afterclose.database.embedded;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/**
 * What postmaster.pid says: line 1 the process id, line 4 the port. A server that was killed leaves
 * it behind.
 *
 * @param pid of the server's first process
 * @param port 0 while the server has not come so far
 */
record PostmasterFile(Path file, long pid, int port) {
  private static final int PORT_LINE = 3;

  /** Above every process id that a system gives out. */
  private static final String NO_PROCESS = "2147483646";

  static Optional<PostmasterFile> read(EmbeddedFolder folder) {
    Path file = folder.data().resolve("postmaster.pid");
    try {
      List<String> lines = Files.readAllLines(file, UTF_8);
      long pid = lines.isEmpty() ? 0 : number(lines.get(0));
      int port = lines.size() <= PORT_LINE ? 0 : (int) number(lines.get(PORT_LINE));
      return pid <= 0 ? Optional.empty() : Optional.of(new PostmasterFile(file, pid, port));
    } catch (IOException e) {
      return Optional.empty();
    }
  }

  private static long number(String line) {
    String digits = line.strip();
    return digits.matches("[0-9]{1,10}") ? Long.parseLong(digits) : 0;
  }

  /** Whether that process is there, is a PostgreSQL and no zombie. */
  boolean alive() {
    Path stat = Path.of("/proc", Long.toString(pid), "stat");
    if (!Files.isDirectory(Path.of("/proc/self"))) {
      return ProcessHandle.of(pid).flatMap(process -> process.info().command()).stream()
          .anyMatch(command -> command.endsWith("/postgres"));
    }
    try {
      String text = Files.readString(stat, UTF_8);
      String state = text.substring(text.lastIndexOf(')') + 1).strip();
      return text.contains("(postgres)") && !state.startsWith("Z") && !state.startsWith("X");
    } catch (IOException e) {
      return false;
    }
  }

  /**
   * Replaces the id of a process that is not the server any more, so that the next start is not
   * held back by the process that has that id now. The rest of the file stays: from it the next
   * start sees whether old sessions still use the data.
   */
  void disown() throws IOException {
    List<String> lines = new ArrayList<>(Files.readAllLines(file, UTF_8));
    lines.set(0, NO_PROCESS);
    Files.write(file, lines, UTF_8);
  }
}
