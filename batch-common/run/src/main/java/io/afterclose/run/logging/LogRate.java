package io.afterclose.run.logging;

import ch.qos.logback.classic.Level;
import ch.qos.logback.classic.Logger;
import ch.qos.logback.classic.spi.EventArgUtil;
import ch.qos.logback.classic.turbo.TurboFilter;
import ch.qos.logback.core.spi.FilterReply;
import java.util.concurrent.TimeUnit;
import java.util.function.LongSupplier;
import org.jspecify.annotations.Nullable;
import org.slf4j.Marker;

/**
 * Lets through so many lines a second, those of stack traces included: the platform drops what
 * exceeds 500, and says nothing. The first line that is left out is announced, and how many there
 * were is said in the next line after that second.
 */
public final class LogRate extends TurboFilter {

  /** Below 500 by what two windows that meet may hold together at their seam. */
  static final int LINES_A_SECOND = 240;

  private final LongSupplier nanoTime;
  private long windowStart;
  private int lines;
  private long leftOut;
  private boolean telling;

  public LogRate() {
    this(System::nanoTime);
  }

  LogRate(LongSupplier nanoTime) {
    this.nanoTime = nanoTime;
    this.windowStart = nanoTime.getAsLong();
  }

  @Override
  public FilterReply decide(
      @Nullable Marker marker,
      Logger logger,
      Level level,
      @Nullable String format,
      Object @Nullable [] parameters,
      @Nullable Throwable thrown) {
    if (format == null || !level.isGreaterOrEqual(logger.getEffectiveLevel())) {
      return FilterReply.NEUTRAL;
    }
    return passes(logger, linesOf(parameters, thrown)) ? FilterReply.NEUTRAL : FilterReply.DENY;
  }

  private synchronized boolean passes(Logger logger, int more) {
    if (telling) {
      return true;
    }
    if (nanoTime.getAsLong() - windowStart >= TimeUnit.SECONDS.toNanos(1)) {
      windowStart = nanoTime.getAsLong();
      long before = leftOut;
      lines = 0;
      leftOut = 0;
      if (before > 0) {
        tell(logger, before + " log entries were left out, as too many came within a second");
      }
    }
    // an entry that is longer than a whole window's lines passes when it comes first
    if (lines > 0 && lines + more > LINES_A_SECOND) {
      if (leftOut++ == 0) {
        tell(logger, "too many log lines within a second: leaving out what follows in it");
      }
      return false;
    }
    lines += more;
    return true;
  }

  private void tell(Logger logger, String message) {
    telling = true;
    try {
      lines++;
      logger.getLoggerContext().getLogger(LogRate.class).warn(message);
    } finally {
      telling = false;
    }
  }

  private static int linesOf(Object @Nullable [] parameters, @Nullable Throwable thrown) {
    Throwable cause = thrown == null ? EventArgUtil.extractThrowable(parameters) : thrown;
    int lines = 1;
    for (int depth = 0; cause != null && depth < 20; depth++) {
      lines += 1 + cause.getStackTrace().length;
      cause = cause.getCause();
    }
    return lines;
  }
}
