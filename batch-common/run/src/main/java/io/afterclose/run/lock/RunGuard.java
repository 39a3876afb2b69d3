package io.afterclose.run.lock;

import io.afterclose.database.connection.Database;
import java.time.Duration;
import java.util.Optional;
import java.util.UUID;

/**
 * What keeps other processes away from a run's key while it works.
 *
 * @param owner this process
 * @param fence checked by every writer of the run
 * @param heartbeat interval between two heartbeats
 * @param request what the process was started for; empty where nothing requested it
 */
public record RunGuard(
    Database database, RunOwner owner, RunFence fence, Duration heartbeat, Optional<UUID> request) {

  /** One of a process that nothing requested. */
  public RunGuard(Database database, RunOwner owner, RunFence fence, Duration heartbeat) {
    this(database, owner, fence, heartbeat, Optional.empty());
  }
}
