package io.afterclose.database.embedded;

import io.afterclose.database.address.DatabaseSettingsException;
import java.io.IOException;
import java.nio.file.FileVisitResult;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.Path;
import java.nio.file.SimpleFileVisitor;
import java.nio.file.attribute.BasicFileAttributes;
import java.util.List;

/**
 * The account of the server's programs. PostgreSQL refuses root: a user namespace of its own hides
 * it, and where that is closed, the account {@code nobody} owns the data.
 *
 * @param prefix the words before every command
 */
public record ServerAccount(List<String> prefix) {
  private static final int NOBODY_ID = 65_534;

  private static final ServerAccount OWN = new ServerAccount(List.of());
  private static final ServerAccount USER_NAMESPACE = new ServerAccount(List.of("unshare", "-U"));
  private static final ServerAccount NOBODY =
      new ServerAccount(
          List.of("setpriv", "--reuid=" + NOBODY_ID, "--regid=" + NOBODY_ID, "--clear-groups"));

  /** Lets this account write into a folder that we made. */
  void own(Path path) throws IOException {
    if (equals(NOBODY)) {
      give(path);
    }
  }

  /** The first that works here, for data that may exist already. */
  public static ServerAccount choose(EmbeddedFolder folder) throws IOException {
    if (ownedByNobody(folder.data()) && isRoot()) {
      return NOBODY;
    }
    if (!isRoot() && !isNameless()) {
      return OWN;
    }
    if (ServerProgram.works(USER_NAMESPACE.prefix, folder)) {
      return USER_NAMESPACE;
    }
    if (isRoot() && ServerProgram.works(NOBODY.prefix, folder)) {
      giveToNobody(folder.root());
      return NOBODY;
    }
    throw new DatabaseSettingsException(
        "PostgreSQL does not run as this user, and neither 'unshare -U' nor 'setpriv' works here;"
            + " run as an ordinary user, or set DATABASE_URL to use a PostgreSQL of your own");
  }

  private static boolean isRoot() throws IOException {
    Path self = Path.of("/proc/self");
    return Files.exists(self)
        ? Files.getAttribute(self, "unix:uid").equals(0)
        : "root".equals(System.getProperty("user.name"));
  }

  /** A number without a name, as some platforms run containers; initdb refuses it. */
  private static boolean isNameless() {
    return "?".equals(System.getProperty("user.name"));
  }

  private static boolean ownedByNobody(Path data) throws IOException {
    return Files.isDirectory(data) && Files.getAttribute(data, "unix:uid").equals(NOBODY_ID);
  }

  private static void giveToNobody(Path root) throws IOException {
    Files.walkFileTree(
        root,
        new SimpleFileVisitor<>() {
          @Override
          public FileVisitResult preVisitDirectory(Path folder, BasicFileAttributes attributes)
              throws IOException {
            return give(folder);
          }

          @Override
          public FileVisitResult visitFile(Path file, BasicFileAttributes attributes)
              throws IOException {
            return give(file);
          }
        });
  }

  private static FileVisitResult give(Path path) throws IOException {
    Files.setAttribute(path, "unix:uid", NOBODY_ID, LinkOption.NOFOLLOW_LINKS);
    Files.setAttribute(path, "unix:gid", NOBODY_ID, LinkOption.NOFOLLOW_LINKS);
    return FileVisitResult.CONTINUE;
  }
}
