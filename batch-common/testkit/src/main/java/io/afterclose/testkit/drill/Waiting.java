package io.afterclose.testkit.drill;

import static java.util.concurrent.TimeUnit.SECONDS;

import java.util.concurrent.CountDownLatch;
import java.util.concurrent.FutureTask;
import java.util.function.BooleanSupplier;

/** Waiting for what a drill needs, two minutes at most; what does not come is an error. */
final class Waiting {

  private static final long LONGEST_SECONDS = 120;

  private Waiting() {}

  /** Until a process has come to a point; there something happens. */
  static void atPoint(PostgresProxy wire, JarProcess process, FaultPoint point, Runnable what)
      throws InterruptedException {
    CountDownLatch there = new CountDownLatch(1);
    wire.at(
        point,
        () -> {
          there.countDown();
          what.run();
        });
    while (!there.await(1, SECONDS)) {
      if (!process.alive()) {
        throw new AssertionError("ended before " + point + ": " + process.ended());
      }
    }
  }

  /** Until it is released. */
  static void await(CountDownLatch latch) {
    try {
      if (!latch.await(LONGEST_SECONDS, SECONDS)) {
        throw new AssertionError("it was not released");
      }
    } catch (InterruptedException interrupted) {
      Thread.currentThread().interrupt();
    }
  }

  /** Until something is so. */
  static void until(BooleanSupplier there) throws Exception {
    FutureTask<Boolean> look =
        new FutureTask<>(
            () -> {
              while (!there.getAsBoolean()) {
                Thread.sleep(20);
              }
              return true;
            });
    Thread looking = PostgresProxy.daemon("look", look);
    try {
      look.get(LONGEST_SECONDS, SECONDS);
    } finally {
      looking.interrupt();
    }
  }
}
