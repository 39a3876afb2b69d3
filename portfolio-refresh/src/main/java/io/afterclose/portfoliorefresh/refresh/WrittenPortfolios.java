package io.afterclose.portfoliorefresh.refresh;

import io.afterclose.run.progress.PhaseProgress;
import org.springframework.batch.core.listener.ItemWriteListener;
import org.springframework.batch.infrastructure.item.Chunk;

/** Tells the progress of the phase from its partitions, which are no phases of their own. */
public final class WrittenPortfolios implements ItemWriteListener<Object> {

  private final PhaseProgress progress;

  public WrittenPortfolios(PhaseProgress progress) {
    this.progress = progress;
  }

  @Override
  public void afterWrite(Chunk<? extends Object> items) {
    progress.afterWrite(items);
  }
}
