package io.afterclose.console.health;

import java.time.Duration;
import java.util.function.LongSupplier;
import org.jspecify.annotations.Nullable;

/**
 * Whether a platform may send requests here. It begins as initialising, before the port is open.
 * Once it was ready it stays so until the process is told to end: a reload, or a database that went
 * away, would else take every instance out of service at once.
 */
public final class Readiness {

  /** How long a start may keep requests away; longer, and they are answered by the database. */
  static final Duration PATIENCE = Duration.ofSeconds(30);

  private final LongSupplier nanos;
  private final long begun;
  private State state = new State(false, 0, null);
  private boolean latched;
  private boolean stopping;

  /**
   * @param nanos a clock that only goes forward, as {@link System#nanoTime}
   */
  public Readiness(LongSupplier nanos) {
    this.nanos = nanos;
    this.begun = nanos.getAsLong();
  }

  /**
   * How the cache stands.
   *
   * @param initialised whether its first load ended, well or not
   * @param symbols in it, or loaded so far
   * @param error why it could not be loaded; null where it could
   */
  private record State(boolean initialised, long symbols, @Nullable String error) {}

  /** Some symbols are loaded, not all. */
  public synchronized void loading(long symbols) {
    if (!state.initialised()) {
      state = new State(false, symbols, null);
    }
  }

  /** The cache holds these many symbols. */
  public synchronized void loaded(long symbols) {
    state = new State(true, symbols, null);
  }

  /**
   * The cache could not be loaded; one that was loaded before goes on serving.
   *
   * @param why without password, host or statement
   */
  public synchronized void failed(String why) {
    if (state.symbols() == 0 || !state.initialised()) {
      state = new State(true, 0, why);
    }
  }

  /** The process was told to end. */
  public synchronized void stop() {
    stopping = true;
  }

  /** What a probe is answered now. */
  public synchronized ReadyAnswer answer() {
    if (stopping) {
      return ReadyAnswer.stopping();
    }
    ReadyAnswer answer = answer(Duration.ofNanos(nanos.getAsLong() - begun).toSeconds());
    latched |= answer.ready();
    return answer;
  }

  private ReadyAnswer answer(long seconds) {
    if (state.initialised()) {
      return state.error() != null
          ? ReadyAnswer.degraded(state.error())
          : ReadyAnswer.initialised(state.symbols());
    }
    return latched || seconds > PATIENCE.toSeconds()
        ? ReadyAnswer.slow(seconds, state.symbols())
        : ReadyAnswer.initialising(seconds, state.symbols());
  }
}
