package io.afterclose.testkit.drill;

import java.time.Duration;
import java.util.Random;
import java.util.concurrent.Callable;

/** One round of a drill, with its own luck. */
public final class Round {

  private final int number;
  private final int rounds;
  private final Random random;
  private Duration recovery = Duration.ZERO;

  Round(int number, int rounds, long seed) {
    this.number = number;
    this.rounds = rounds;
    this.random = new Random(seed * 31 + number);
  }

  /** Counted from 0. */
  public int number() {
    return number;
  }

  /** The same number in every repetition of the round with the same seed. */
  public Random random() {
    return random;
  }

  /**
   * A number from 1 to a greatest one, of which each round has its own stretch, so that all rounds
   * together come by everywhere.
   */
  public int pointUpTo(int greatest) {
    double stretch = (double) greatest / rounds;
    return 1 + (int) Math.min(greatest - 1, (number + random.nextDouble()) * stretch);
  }

  /** One of some choices, each in its turn. */
  @SafeVarargs
  public final <T> T turnOf(T... choices) {
    return choices[number % choices.length];
  }

  /** Does what brings things in order again, and remembers how long that took. */
  public <T> T recovery(Callable<T> work) throws Exception {
    long begun = System.nanoTime();
    T done = work.call();
    Duration took = Duration.ofNanos(System.nanoTime() - begun);
    recovery = recovery.compareTo(took) < 0 ? took : recovery;
    return done;
  }

  Duration recovery() {
    return recovery;
  }
}
