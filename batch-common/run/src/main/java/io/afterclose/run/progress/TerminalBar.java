package io.afterclose.run.progress;

import me.tongfei.progressbar.ConsoleProgressBarConsumer;
import me.tongfei.progressbar.ProgressBar;
import me.tongfei.progressbar.ProgressBarBuilder;
import me.tongfei.progressbar.ProgressBarStyle;
import org.jspecify.annotations.Nullable;

/** A bar on the error stream, redrawn in place and gone when the phase ends. */
final class TerminalBar implements ProgressDisplay {

  private static final int WIDTH = 100;
  private static final int REDRAW_MILLIS = 200;

  private @Nullable ProgressBar bar;

  @Override
  public synchronized void begin(String title) {
    bar =
        new ProgressBarBuilder()
            .setTaskName(title)
            .setInitialMax(-1)
            .setStyle(ProgressBarStyle.ASCII)
            .setUpdateIntervalMillis(REDRAW_MILLIS)
            .setConsumer(new ConsoleProgressBarConsumer(System.err, WIDTH))
            .showSpeed()
            .build();
  }

  @Override
  public synchronized void expect(long items) {
    if (bar != null) {
      bar.maxHint(items);
    }
  }

  @Override
  public synchronized void advance(long items) {
    if (bar != null) {
      bar.stepBy(items);
    }
  }

  @Override
  public synchronized void end() {
    if (bar != null) {
      bar.close();
      bar = null;
    }
  }
}
