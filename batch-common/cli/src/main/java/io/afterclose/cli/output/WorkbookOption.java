package io.afterclose.cli.output;

import java.nio.file.Path;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Option;

/** The option {@code --file} of a command whose result people open as a workbook. */
public final class WorkbookOption {

  @Option(
      names = "--file",
      paramLabel = "FILE",
      description = "With -o xlsx: the workbook; an older one is replaced.")
  private @Nullable Path file;

  Optional<Path> file() {
    return Optional.ofNullable(file);
  }
}
