package io.afterclose.portfoliorefresh;

import io.afterclose.portfoliorefresh.portfolio.PortfolioDates;
import io.afterclose.portfoliorefresh.snapshot.SnapshotMaker;
import io.afterclose.run.report.ItemFailure;
import io.afterclose.run.report.ItemFailureStore;
import java.time.LocalDate;
import java.util.List;
import org.springframework.batch.infrastructure.item.Chunk;
import org.springframework.batch.infrastructure.item.ItemWriter;

/** Makes the snapshots of a chunk of portfolios. Not final, since its scope makes a proxy of it. */
class MakeSnapshots implements ItemWriter<PortfolioDates> {

  private static final String REASON = "MISSING";

  private final SnapshotMaker maker;
  private final ItemFailureStore failures;
  private final RefreshReport report;
  private final String phase;
  private final LocalDate target;
  private final long jobExecutionId;

  MakeSnapshots(
      SnapshotMaker maker,
      ItemFailureStore failures,
      RefreshReport report,
      String phase,
      LocalDate target,
      long jobExecutionId) {
    this.maker = maker;
    this.failures = failures;
    this.report = report;
    this.phase = phase;
    this.target = target;
    this.jobExecutionId = jobExecutionId;
  }

  @Override
  public void write(Chunk<? extends PortfolioDates> chunk) {
    List<PortfolioDates> work = List.copyOf(chunk.getItems());
    SnapshotMaker.Made made = maker.make(work, REASON, jobExecutionId);
    failures.record(
        jobExecutionId,
        phase,
        made.failed().entrySet().stream()
            .map(failed -> new ItemFailure(failed.getKey().name(), "NOT_VALUED", failed.getValue()))
            .toList());
    report.made(work, target, made);
  }
}
