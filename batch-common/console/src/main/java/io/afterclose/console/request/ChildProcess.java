package io.afterclose.console.request;

import java.time.Instant;
import java.util.Optional;
import java.util.OptionalLong;

/**
 * A process by its number and the time at which it began, since numbers are used again. It may have
 * been started by a console that is gone.
 */
record ChildProcess(long pid, Instant begunAt) {

  /** The process that was just started. */
  static ChildProcess of(ProcessHandle handle) {
    return new ChildProcess(handle.pid(), handle.info().startInstant().orElse(Instant.EPOCH));
  }

  /** The process of a request. */
  static Optional<ChildProcess> of(StoredRequest request) {
    OptionalLong pid = request.work().pid();
    return pid.isPresent()
        ? Optional.of(
            new ChildProcess(pid.getAsLong(), request.work().begunAt().orElse(Instant.EPOCH)))
        : Optional.empty();
  }

  /** It, while it lives. */
  Optional<ProcessHandle> alive() {
    return ProcessHandle.of(pid)
        .filter(ProcessHandle::isAlive)
        .filter(handle -> handle.info().startInstant().orElse(Instant.EPOCH).equals(begunAt));
  }
}
