package io.afterclose.run.logging;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.io.IOException;
import java.io.OutputStream;
import java.time.Duration;
import java.util.Arrays;
import java.util.concurrent.ArrayBlockingQueue;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicLong;

/**
 * A stream that no writer waits for: a thread of its own passes on what is put into a bounded
 * queue. While nobody reads at the other end, what does not fit is left out; how many writes that
 * were is told as soon as somebody reads again.
 */
final class UnblockedStream extends OutputStream {

  private final OutputStream target;
  private final BlockingQueue<byte[]> queue;
  private final AtomicLong taken = new AtomicLong();
  private final AtomicLong done = new AtomicLong();
  private final AtomicLong leftOut = new AtomicLong();

  /**
   * @param longestQueue how many writes wait at most
   */
  UnblockedStream(OutputStream target, int longestQueue) {
    this.target = target;
    this.queue = new ArrayBlockingQueue<>(longestQueue);
    Thread writer = new Thread(this::passOn, "standard-error");
    writer.setDaemon(true);
    writer.start();
  }

  @Override
  public void write(int one) {
    write(new byte[] {(byte) one}, 0, 1);
  }

  @Override
  public void write(byte[] bytes, int from, int length) {
    taken.incrementAndGet();
    if (!queue.offer(Arrays.copyOfRange(bytes, from, from + length))) {
      leftOut.incrementAndGet();
      done.incrementAndGet();
    }
  }

  /** Waits until all that was taken is passed on or left out; false when that took too long. */
  boolean awaitPassedOn(Duration longest) {
    long end = System.nanoTime() + longest.toNanos();
    try {
      while (done.get() < taken.get()) {
        if (System.nanoTime() - end > 0) {
          return false;
        }
        TimeUnit.MILLISECONDS.sleep(1);
      }
      return true;
    } catch (InterruptedException interrupted) {
      Thread.currentThread().interrupt();
      return false;
    }
  }

  private void passOn() {
    try {
      while (true) {
        byte[] next = queue.take();
        try {
          target.write(next);
          long missed = leftOut.getAndSet(0);
          if (missed > 0) {
            target.write(
                (missed + " writes were left out, as nobody read this stream\n").getBytes(UTF_8));
          }
          target.flush();
        } catch (IOException closed) {
          // a stream that is closed or broken is nobody's to read: what is left out is counted
          leftOut.incrementAndGet();
        } finally {
          done.incrementAndGet();
        }
      }
    } catch (InterruptedException interrupted) {
      Thread.currentThread().interrupt();
    }
  }
}
