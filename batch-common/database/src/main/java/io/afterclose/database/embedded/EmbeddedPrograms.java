package io.afterclose.database.embedded;

import io.afterclose.database.address.DatabaseSettingsException;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.net.JarURLConnection;
import java.net.URL;
import java.net.URLConnection;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.HexFormat;
import java.util.Locale;
import java.util.Optional;
import java.util.zip.CRC32;
import java.util.zip.CheckedInputStream;

/** The server's programs, unpacked from the class path once per content. */
final class EmbeddedPrograms {
  private EmbeddedPrograms() {}

  /** The folder that holds {@code bin/initdb}, {@code bin/pg_ctl}, {@code bin/postgres}. */
  static Path unpacked(EmbeddedFolder folder) throws IOException {
    URL archive = archive(platform());
    Path programs =
        folder.root().resolve("programs-" + HexFormat.of().toHexDigits((int) crc(archive)));
    if (!Files.isDirectory(programs)) {
      Path fresh = folder.fresh("programs");
      try (InputStream content = archive.openStream()) {
        ProgramsArchive.unpack(content, fresh);
      }
      Files.move(fresh, programs, StandardCopyOption.ATOMIC_MOVE);
    }
    return programs;
  }

  private static URL archive(String platform) {
    String name = "postgres-" + platform + ".txz";
    return Optional.ofNullable(EmbeddedPrograms.class.getClassLoader().getResource(name))
        .orElseThrow(
            () ->
                new DatabaseSettingsException(
                    "This build brings no embedded PostgreSQL for "
                        + platform
                        + "; set DATABASE_URL to use a PostgreSQL of your own"));
  }

  /** The name that the archive's maker gives to this system. */
  static String platform() {
    String os = System.getProperty("os.name").toLowerCase(Locale.ROOT);
    String arch = System.getProperty("os.arch").toLowerCase(Locale.ROOT);
    String system = os.startsWith("mac") ? "darwin" : os.split(" ", 2)[0];
    return switch (arch) {
      case "amd64", "x86_64" -> system + "-x86_64";
      case "aarch64", "arm64" -> system + "-arm_64";
      default -> system + "-" + arch;
    };
  }

  /** A jar knows it without reading the content. */
  private static long crc(URL archive) throws IOException {
    URLConnection connection = archive.openConnection();
    if (connection instanceof JarURLConnection jar && jar.getJarEntry() != null) {
      return jar.getJarEntry().getCrc();
    }
    try (CheckedInputStream content =
        new CheckedInputStream(connection.getInputStream(), new CRC32())) {
      content.transferTo(OutputStream.nullOutputStream());
      return content.getChecksum().getValue();
    }
  }
}
