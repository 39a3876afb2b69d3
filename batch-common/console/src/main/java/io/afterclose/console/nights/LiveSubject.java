package io.afterclose.console.nights;

import io.afterclose.run.name.JobName;
import io.afterclose.run.name.RunKey;
import java.util.Optional;

/**
 * What a stream is about.
 *
 * @param key of one run; empty for all
 * @param sight of whoever listens
 */
record LiveSubject(Optional<RunKey> key, Sight sight) {

  /** Whether a run belongs to it. */
  boolean has(RunRow.Target run) {
    return key.map(one -> one.equals(new RunKey(JobName.of(run.job()), run.date(), run.scope())))
        .orElseGet(() -> sight.allows(run.scope()));
  }
}
