package io.afterclose.database.embedded;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.io.File;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;

/**
 * Runs one program to its end. It gets no stream of this process, for a server that outlives us
 * would hold our output open, and none of libpq's variables.
 *
 * @param exitCode -1 if it was ended for taking too long
 * @param output what it said, both streams
 */
public record ServerProgram(int exitCode, String output) {
  private static final long LIMIT_SECONDS = 90;

  public static ServerProgram run(List<String> command, EmbeddedFolder folder) throws IOException {
    Path output = Files.createTempFile(folder.root(), "program.new", "");
    try {
      Process process = builder(command, folder, output).start();
      int exitCode = await(process);
      return new ServerProgram(exitCode, new String(Files.readAllBytes(output), UTF_8).strip());
    } finally {
      Files.deleteIfExists(output);
    }
  }

  /** Whether a command behind this prefix runs here. */
  static boolean works(List<String> prefix, EmbeddedFolder folder) {
    List<String> command = new ArrayList<>(prefix);
    command.add("true");
    try {
      return run(command, folder).succeeded();
    } catch (IOException e) {
      return false;
    }
  }

  public boolean succeeded() {
    return exitCode == 0;
  }

  private static ProcessBuilder builder(List<String> command, EmbeddedFolder folder, Path output) {
    ProcessBuilder builder =
        new ProcessBuilder(command)
            .directory(folder.root().toFile())
            .redirectInput(new File("/dev/null"))
            .redirectErrorStream(true)
            .redirectOutput(output.toFile());
    builder.environment().keySet().removeIf(name -> name.startsWith("PG"));
    builder.environment().put("LC_ALL", "C");
    return builder;
  }

  private static int await(Process process) {
    try {
      if (process.waitFor(LIMIT_SECONDS, TimeUnit.SECONDS)) {
        return process.exitValue();
      }
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
    process.destroyForcibly();
    return -1;
  }
}
