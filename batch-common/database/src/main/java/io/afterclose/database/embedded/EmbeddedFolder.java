package io.afterclose.database.embedded;

import static java.nio.charset.StandardCharsets.UTF_8;

import io.afterclose.database.address.DatabaseSettingsException;
import io.afterclose.database.text.Printable;
import java.io.IOException;
import java.nio.file.DirectoryNotEmptyException;
import java.nio.file.FileVisitResult;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.nio.file.SimpleFileVisitor;
import java.nio.file.StandardCopyOption;
import java.nio.file.attribute.BasicFileAttributes;
import java.nio.file.attribute.PosixFilePermissions;
import java.security.SecureRandom;
import java.util.HexFormat;
import java.util.Optional;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * The files of one embedded server.
 *
 * @param home as the user names it
 * @param root the folder under it that holds everything
 */
public record EmbeddedFolder(Path home, Path root) {
  /** The product's database on the server of this folder. */
  static final String DATABASE = "afterclose";

  /** The superuser that owns it. */
  static final String USER = "afterclose";

  private static final int MAJOR_VERSION = 18;
  private static final int PASSWORD_BYTES = 24;

  /** PostgreSQL's programs start each other by a shell, with their paths between such quotes. */
  private static final Pattern SHELL_WORDS = Pattern.compile("[\"$`\\\\\\p{Cntrl}]");

  private static final Pattern LEFTOVER =
      Pattern.compile("(data|programs|password|program)\\.new.*");

  public static EmbeddedFolder of(Path home) {
    Path absolute = home.toAbsolutePath().normalize();
    return new EmbeddedFolder(absolute, absolute.resolve("postgres"));
  }

  Path lock() {
    return root.resolve("launch.lock");
  }

  public Path data() {
    return root.resolve("data-" + MAJOR_VERSION);
  }

  Path log() {
    return root.resolve("log");
  }

  /** What the server says until its own log begins, from the last start only. */
  public Path launchLog() {
    return log().resolve("launch.log");
  }

  Path passwordFile() {
    return root.resolve("password");
  }

  boolean exists() {
    return Files.isDirectory(root);
  }

  public void create() {
    if (SHELL_WORDS.matcher(root.toString()).find()) {
      throw new DatabaseSettingsException(
          "The home of the embedded database, %s, has a quote \", $, ` or \\ in its path, which PostgreSQL's programs cannot be started with; name another with AFTERCLOSE_HOME, or set DATABASE_URL to use a PostgreSQL of your own"
              .formatted(Printable.masked(home.toString())));
    }
    try {
      Files.createDirectories(log());
    } catch (IOException e) {
      throw unusable(e);
    }
    if (!Files.isWritable(root) || !Files.isWritable(log())) {
      throw unusable(new IOException("no permission to write"));
    }
  }

  /** The superuser's password, if one was ever made here. */
  Optional<String> password() {
    try {
      return Optional.of(Files.readString(passwordFile(), UTF_8).strip());
    } catch (NoSuchFileException e) {
      return Optional.empty();
    } catch (IOException e) {
      throw unusable(e);
    }
  }

  /** Makes up the password before there is data; only the owner can read its file. */
  void ensurePassword() {
    if (password().isPresent()) {
      return;
    }
    if (Files.isDirectory(data())) {
      throw unusable(
          new IOException(
              "there is data, but the file password is gone; put it back, or remove " + data()));
    }
    newPassword();
  }

  private void newPassword() {
    byte[] random = new byte[PASSWORD_BYTES];
    new SecureRandom().nextBytes(random);
    String password = HexFormat.of().formatHex(random);
    try {
      Path fresh =
          Files.createTempFile(
              root,
              "password.new",
              "",
              PosixFilePermissions.asFileAttribute(PosixFilePermissions.fromString("rw-------")));
      Files.writeString(fresh, password + "\n", UTF_8);
      Files.move(fresh, passwordFile(), StandardCopyOption.ATOMIC_MOVE);
    } catch (IOException e) {
      throw unusable(e);
    }
  }

  /** An empty folder beside the others, to fill and then rename. */
  Path fresh(String name) throws IOException {
    return Files.createTempDirectory(root, name + ".new");
  }

  /** Removes what an interrupted start left behind; call it under the lock. */
  void sweep() throws IOException {
    try (Stream<Path> entries = Files.list(root)) {
      for (Path entry : entries.filter(EmbeddedFolder::isLeftover).toList()) {
        delete(entry);
      }
    }
  }

  private static boolean isLeftover(Path entry) {
    return LEFTOVER.matcher(entry.getFileName().toString()).matches();
  }

  /**
   * The program that filled a tree outlives a start that was killed, and removes or adds files
   * until it notices: what is gone is gone, and what it adds is removed by the next start.
   */
  private static void delete(Path tree) throws IOException {
    Files.walkFileTree(
        tree,
        new SimpleFileVisitor<>() {
          @Override
          public FileVisitResult visitFile(Path file, BasicFileAttributes attributes)
              throws IOException {
            Files.deleteIfExists(file);
            return FileVisitResult.CONTINUE;
          }

          @Override
          public FileVisitResult visitFileFailed(Path file, IOException failure)
              throws IOException {
            return unlessGone(failure);
          }

          @Override
          public FileVisitResult postVisitDirectory(Path folder, @Nullable IOException failure)
              throws IOException {
            if (failure != null) {
              return unlessGone(failure);
            }
            try {
              Files.deleteIfExists(folder);
              return FileVisitResult.CONTINUE;
            } catch (DirectoryNotEmptyException stillFilled) {
              return FileVisitResult.CONTINUE;
            }
          }
        });
  }

  private static FileVisitResult unlessGone(IOException failure) throws IOException {
    if (failure instanceof NoSuchFileException) {
      return FileVisitResult.CONTINUE;
    }
    throw failure;
  }

  DatabaseSettingsException unusable(IOException failure) {
    return new DatabaseSettingsException(
        "The folder of the embedded database, %s, cannot be used: %s. Make it writable, or name another with AFTERCLOSE_HOME, or set DATABASE_URL to use a PostgreSQL of your own"
            .formatted(root, reason(failure)));
  }

  private static String reason(IOException failure) {
    String message = Optional.ofNullable(failure.getMessage()).orElse("");
    String type = failure.getClass().getSimpleName();
    return type.equals("IOException") ? message : type + ": " + message;
  }
}
