package io.afterclose.database.embedded;

import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import org.apache.commons.compress.archivers.tar.TarArchiveEntry;
import org.apache.commons.compress.archivers.tar.TarArchiveInputStream;
import org.apache.commons.compress.compressors.xz.XZCompressorInputStream;

/** Unpacks a .txz into an empty folder: files, executable bits, links; nothing outside it. */
final class ProgramsArchive {
  private static final int ANY_EXECUTE = 0111;

  private ProgramsArchive() {}

  static void unpack(InputStream content, Path folder) throws IOException {
    try (TarArchiveInputStream tar =
        new TarArchiveInputStream(new XZCompressorInputStream(content))) {
      for (TarArchiveEntry entry = tar.getNextEntry(); entry != null; entry = tar.getNextEntry()) {
        unpack(tar, entry, folder);
      }
    }
    Files.setPosixFilePermissions(folder, PosixFilePermissions.fromString("rwxr-xr-x"));
  }

  private static void unpack(TarArchiveInputStream tar, TarArchiveEntry entry, Path folder)
      throws IOException {
    Path target = inside(folder, folder.resolve(entry.getName()), entry);
    if (entry.isDirectory()) {
      Files.createDirectories(target);
      return;
    }
    Files.createDirectories(target.getParent());
    if (entry.isSymbolicLink()) {
      inside(folder, target.resolveSibling(entry.getLinkName()), entry);
      Files.createSymbolicLink(target, Path.of(entry.getLinkName()));
    } else if (entry.isLink()) {
      Files.createLink(target, inside(folder, folder.resolve(entry.getLinkName()), entry));
    } else {
      Files.copy(tar, target);
      setExecutable(target, entry);
    }
  }

  private static void setExecutable(Path target, TarArchiveEntry entry) throws IOException {
    boolean executable = (entry.getMode() & ANY_EXECUTE) != 0;
    Files.setPosixFilePermissions(
        target, PosixFilePermissions.fromString(executable ? "rwxr-xr-x" : "rw-r--r--"));
  }

  private static Path inside(Path folder, Path target, TarArchiveEntry entry) throws IOException {
    Path normal = target.normalize();
    if (!normal.startsWith(folder)) {
      throw new IOException("The archive's entry " + entry.getName() + " leads outside");
    }
    return normal;
  }
}
