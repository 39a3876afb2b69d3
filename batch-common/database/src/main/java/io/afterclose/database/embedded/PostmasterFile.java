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

  /**
   * Whether that process is there, is no zombie, and is the PostgreSQL of this data: after a kill
   * or a restart of the machine its number may be that of another server.
   */
  boolean alive() {
    Path process = Path.of("/proc", Long.toString(pid));
    if (!Files.isDirectory(Path.of("/proc/self"))) {
      return ProcessHandle.of(pid)
          .map(ProcessHandle::info)
          .filter(info -> info.command().filter(path -> path.endsWith("/postgres")).isPresent())
          .filter(info -> info.arguments().map(words -> names(List.of(words))).orElse(true))
          .isPresent();
    }
    try {
      String text = Files.readString(process.resolve("stat"), UTF_8);
      String state = text.substring(text.lastIndexOf(')') + 1).strip();
      return text.contains("(postgres)")
          && !state.startsWith("Z")
          && !state.startsWith("X")
          && worksIn(process);
    } catch (IOException e) {
      return false;
    }
  }

  /** A server's current folder is its data folder, also after that was renamed. */
  private boolean worksIn(Path process) throws IOException {
    try {
      return Files.isSameFile(process.resolve("cwd"), file.resolveSibling("."));
    } catch (IOException e) {
      // another account's process shows its command line only
      String words = new String(Files.readAllBytes(process.resolve("cmdline")), UTF_8);
      return names(List.of(words.split("\0")));
    }
  }

  /** Whether one of the words of a command line is the data folder. */
  private boolean names(List<String> words) {
    Path data = file.toAbsolutePath().normalize().getParent();
    return words.stream().anyMatch(word -> word.equals(String.valueOf(data)));
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
