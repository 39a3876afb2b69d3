package io.afterclose.console.session;

import static java.nio.charset.StandardCharsets.US_ASCII;

import io.afterclose.console.account.AccountStore;
import io.afterclose.console.account.Secret;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.attribute.PosixFilePermissions;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * The time before there is any account. Who may read a file of the console's home proves with the
 * token in it to be its owner; the log names the file, never the token.
 */
public final class FirstRun {

  private static final Logger LOG = LoggerFactory.getLogger(FirstRun.class);
  private static final Duration LIFE = Duration.ofHours(24);

  private final AccountStore accounts;
  private final Path file;
  private final Clock clock;
  private boolean over;

  /**
   * @param home of Afterclose; the token is in {@code console/first-run-token} below it
   */
  public FirstRun(AccountStore accounts, Path home, Clock clock) {
    this.accounts = accounts;
    this.file = home.resolve("console").resolve("first-run-token");
    this.clock = clock;
  }

  /** Whether there is no account yet; then the token's file is there. */
  public synchronized boolean needed() {
    if (over) {
      return false;
    }
    if (accounts.any()) {
      end();
      return false;
    }
    if (!valid()) {
      create();
    }
    return true;
  }

  /** Whether a text is the token. */
  public synchronized boolean proves(String text) {
    return needed() && Secret.equal(read(), text.strip());
  }

  /** There is an account now. */
  public synchronized void end() {
    over = true;
    try {
      Files.deleteIfExists(file);
    } catch (IOException kept) {
      LOG.warn("console: {} is of no use any more and could not be deleted", file, kept);
    }
  }

  /** Where the token is. */
  public Path file() {
    return file;
  }

  private boolean valid() {
    try {
      Instant made = Files.getLastModifiedTime(file).toInstant();
      return made.plus(LIFE).isAfter(clock.instant());
    } catch (IOException none) {
      return false;
    }
  }

  private void create() {
    try {
      Files.createDirectories(file.getParent());
      Path fresh =
          Files.createTempFile(
              file.getParent(),
              "first-run",
              "",
              PosixFilePermissions.asFileAttribute(PosixFilePermissions.fromString("rw-------")));
      Files.writeString(fresh, Secret.random(128) + "\n", US_ASCII);
      Files.move(fresh, file, StandardCopyOption.ATOMIC_MOVE, StandardCopyOption.REPLACE_EXISTING);
      LOG.info("console: there is no account yet; the page /setup asks for the token in {}", file);
    } catch (IOException unwritable) {
      throw new UncheckedIOException(unwritable);
    }
  }

  private String read() {
    try {
      return Files.readString(file, US_ASCII).strip();
    } catch (IOException unreadable) {
      throw new UncheckedIOException(unreadable);
    }
  }
}
