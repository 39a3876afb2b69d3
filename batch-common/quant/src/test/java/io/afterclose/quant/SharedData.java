package io.afterclose.quant;

import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.io.BufferedReader;
import java.io.FileInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.InputStreamReader;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Consumer;
import java.util.zip.GZIPInputStream;

/** The data folder beside the project, which a fresh clone does not have. */
public final class SharedData {
  private SharedData() {}

  /** A file of it; where it is missing, the calling test is skipped. */
  public static Path file(String name) {
    Path file = folder().resolve(name);
    assumeTrue(Files.isReadable(file), () -> "no shared/data/" + name + " beside the project");
    return file;
  }

  private static Path folder() {
    Path here = Path.of(System.getProperty("user.dir")).toAbsolutePath();
    while (here != null && !Files.isDirectory(here.resolve("batch-common"))) {
      here = here.getParent();
    }
    assumeTrue(here != null, "the project's root is not above the working directory");
    return here.resolveSibling("shared").resolve("data");
  }

  /** The lines of a plain or gzipped file after its header, split at commas. */
  public static void forEachRow(String name, Consumer<String[]> row) {
    Path file = file(name);
    try (InputStream raw = new FileInputStream(file.toFile());
        InputStream bytes = name.endsWith(".gz") ? new GZIPInputStream(raw, 1 << 16) : raw;
        BufferedReader lines =
            new BufferedReader(new InputStreamReader(bytes, StandardCharsets.UTF_8))) {
      lines.lines().skip(1).map(line -> line.split(",", -1)).forEach(row);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /** All rows of a small file. */
  public static List<String[]> rows(String name) {
    List<String[]> rows = new ArrayList<>();
    forEachRow(name, rows::add);
    return rows;
  }
}
