package io.afterclose.database.embedded;

import io.afterclose.database.server.DatabaseUnavailableException;
import io.afterclose.database.server.Deadline;
import java.io.IOException;
import java.nio.channels.FileChannel;
import java.nio.channels.FileLock;
import java.nio.channels.OverlappingFileLockException;
import java.nio.file.StandardOpenOption;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.ReentrantLock;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/** Lets one thread of one process at a time unpack, initialise, start or stop a server. */
final class LaunchLock {
  /** A file lock does not hold back the process's own threads. */
  private static final ReentrantLock THREADS = new ReentrantLock();

  private LaunchLock() {}

  /**
   * @throws DatabaseUnavailableException if others hold it for a minute
   */
  static <T> T under(EmbeddedFolder folder, Supplier<T> work) {
    lockThreads(folder);
    try (FileChannel channel =
        FileChannel.open(folder.lock(), StandardOpenOption.CREATE, StandardOpenOption.WRITE)) {
      lockFile(channel, folder, Deadline.in(Deadline.MINUTE));
      return work.get();
    } catch (IOException e) {
      throw folder.unusable(e);
    } finally {
      THREADS.unlock();
    }
  }

  private static void lockThreads(EmbeddedFolder folder) {
    try {
      if (THREADS.tryLock(Deadline.MINUTE.toSeconds(), TimeUnit.SECONDS)) {
        return;
      }
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
    throw busy(folder);
  }

  private static void lockFile(FileChannel channel, EmbeddedFolder folder, Deadline deadline)
      throws IOException {
    while (tryLock(channel) == null) {
      if (deadline.passed()) {
        throw busy(folder);
      }
      deadline.pause();
    }
  }

  private static @Nullable FileLock tryLock(FileChannel channel) throws IOException {
    try {
      return channel.tryLock();
    } catch (OverlappingFileLockException e) {
      return null;
    }
  }

  private static DatabaseUnavailableException busy(EmbeddedFolder folder) {
    return new DatabaseUnavailableException(
        "Another process has been starting or stopping the embedded database for a minute (it holds"
            + " "
            + folder.lock()
            + "); try again");
  }
}
