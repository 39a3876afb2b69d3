package io.afterclose.portfoliorefresh.snapshot;

import io.afterclose.portfoliorefresh.gap.PortfolioDates;
import io.afterclose.portfoliorefresh.refresh.RefreshReport;
import java.time.LocalDate;
import java.util.List;
import org.springframework.batch.infrastructure.item.Chunk;
import org.springframework.batch.infrastructure.item.ItemWriter;

/** Makes the snapshots of a chunk of portfolios. Not final, since its scope makes a proxy of it. */
class MakeSnapshots implements ItemWriter<PortfolioDates> {

  private final SnapshotAttempts attempts;
  private final RefreshReport report;
  private final String phase;
  private final LocalDate target;
  private final long jobExecutionId;

  MakeSnapshots(
      SnapshotAttempts attempts,
      RefreshReport report,
      String phase,
      LocalDate target,
      long jobExecutionId) {
    this.attempts = attempts;
    this.report = report;
    this.phase = phase;
    this.target = target;
    this.jobExecutionId = jobExecutionId;
  }

  @Override
  public void write(Chunk<? extends PortfolioDates> chunk) throws InterruptedException {
    List<PortfolioDates> work = List.copyOf(chunk.getItems());
    report.made(work, target, attempts.make(work, phase, jobExecutionId));
  }
}
