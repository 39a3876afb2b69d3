package io.afterclose.run.lock;

import io.afterclose.database.connection.Database;
import java.time.Duration;

/**
 * What keeps other processes away from a run's key while it works.
 *
 * @param owner this process
 * @param fence checked by every writer of the run
 * @param heartbeat interval between two heartbeats
 */
public record RunGuard(Database database, RunOwner owner, RunFence fence, Duration heartbeat) {}
