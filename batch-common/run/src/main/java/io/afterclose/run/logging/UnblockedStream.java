package io.afterclose.run.logging;

import static java.nio.charset.StandardCharsets.UTF_8;

import io.afterclose.run.thread.DaemonThreads;
import java.io.IOException;
import java.io.OutputStream;
import java.time.Duration;
import java.util.Arrays;
import java.util.concurrent.ArrayBlockingQueue;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicLong;

/**
 * A stream whose writers never block: a thread of its own writes what is put into a bounded queue.
 * While the reader at the other end is stuck, what does not fit is dropped, and the number of
 * dropped writes is written as soon as it reads again.
 *
 * <p>Logback's {@code AsyncAppender} with {@code neverBlock} does this for log events only; the
 * JDK, Spring and picocli print to {@code System.err} themselves, and one blocked print stops a
 * run. It also drops without a word.
 */
final class UnblockedStream extends OutputStream {

  private final OutputStream target;
  private final BlockingQueue<byte[]> queue;
  private final AtomicLong accepted = new AtomicLong();
  private final AtomicLong done = new AtomicLong();
  private final AtomicLong dropped = new AtomicLong();

  /**
   * @param capacity how many writes wait at most
   */
  UnblockedStream(OutputStream target, int capacity) {
    this.target = target;
    this.queue = new ArrayBlockingQueue<>(capacity);
    DaemonThreads.named("standard-error").newThread(this::writeQueued).start();
  }

  @Override
  public void write(int value) {
    write(new byte[] {(byte) value}, 0, 1);
  }

  @Override
  public void write(byte[] bytes, int from, int length) {
    accepted.incrementAndGet();
    if (!queue.offer(Arrays.copyOfRange(bytes, from, from + length))) {
      dropped.incrementAndGet();
      done.incrementAndGet();
    }
  }

  /** Waits until all accepted writes are written or dropped; false after the timeout. */
  boolean awaitWritten(Duration timeout) {
    long end = System.nanoTime() + timeout.toNanos();
    try {
      while (done.get() < accepted.get()) {
        if (System.nanoTime() - end > 0) {
          return false;
        }
        TimeUnit.MILLISECONDS.sleep(1);
      }
      return true;
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      return false;
    }
  }

  /**
   * As {@link #awaitWritten}; what is not read in time is lost, with no place left to report it.
   */
  void drain(Duration timeout) {
    awaitWritten(timeout);
  }

  private void writeQueued() {
    try {
      while (true) {
        byte[] next = queue.take();
        try {
          target.write(next);
          long missed = dropped.getAndSet(0);
          if (missed > 0) {
            target.write(
                (missed + " writes were left out, since no reader took them\n").getBytes(UTF_8));
          }
          target.flush();
        } catch (IOException e) {
          // a closed or broken stream has no reader to report to: the write counts as dropped
          dropped.incrementAndGet();
        } finally {
          done.incrementAndGet();
        }
      }
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }
}
