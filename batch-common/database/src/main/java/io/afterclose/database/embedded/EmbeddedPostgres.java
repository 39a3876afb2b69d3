package io.afterclose.database.embedded;

import io.afterclose.database.address.DatabaseSettingsException;
import io.afterclose.database.address.PostgresUrl;
import io.afterclose.database.server.DatabaseUnavailableException;
import java.nio.file.Path;

/**
 * The PostgreSQL that this product brings along: one server per home folder, shared by all its
 * processes, kept between runs. It listens on 127.0.0.1 only, on a port that is free when it
 * starts, and writes as durably as any PostgreSQL.
 */
public final class EmbeddedPostgres {
  private EmbeddedPostgres() {}

  /**
   * Joins the running server of this home, or unpacks, initialises and starts it as far as needed.
   *
   * @throws DatabaseSettingsException if the folder, the platform or the account does not serve
   * @throws DatabaseUnavailableException if the server does not answer within a minute
   */
  public static PostgresUrl start(Path home) {
    EmbeddedFolder folder = EmbeddedFolder.of(home);
    return EmbeddedPing.ready(folder).orElseGet(() -> startUnderLock(folder));
  }

  private static PostgresUrl startUnderLock(EmbeddedFolder folder) {
    folder.create();
    return LaunchLock.under(folder, () -> new EmbeddedLaunch(folder).start());
  }

  /** What is there, without changing it. */
  public static EmbeddedStatus status(Path home) {
    return EmbeddedStatus.of(EmbeddedFolder.of(home));
  }

  /**
   * Stops the server of this home; sessions are cut off, their transactions rolled back.
   *
   * @return false if none was running
   * @throws DatabaseUnavailableException if it does not stop within a minute
   */
  public static boolean stop(Path home) {
    EmbeddedFolder folder = EmbeddedFolder.of(home);
    return folder.exists() && LaunchLock.under(folder, () -> new EmbeddedLaunch(folder).stop());
  }
}
