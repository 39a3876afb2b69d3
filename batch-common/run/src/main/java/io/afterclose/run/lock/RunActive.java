package io.afterclose.run.lock;

import java.util.Optional;

/** Another process works on the same; told in one line that says who and what helps. */
public final class RunActive extends RuntimeException {

  private static final long serialVersionUID = 1L;

  RunActive(RunKey key, Optional<RunRow> active) {
    super(
        "another run of %s is active: %s; wait for it, or '%s stop %s' ends it at its next"
                .formatted(
                    key.words(),
                    active.map(RunRow::words).orElse("not recorded yet"),
                    key.job().text(),
                    key.options())
            + " chunk, or, if its process hangs, '%s recover %s' takes over"
                .formatted(key.job().text(), key.options()));
  }
}
