package io.afterclose.symbolbatch.price;

import io.afterclose.calendar.TradingCalendar;
import io.afterclose.market.universe.UniverseAuditStore;
import io.afterclose.quant.symbol.Symbol;
import io.afterclose.run.lock.FencedTransaction;
import io.afterclose.symbolbatch.session.SessionRun;
import java.time.LocalDate;
import java.util.List;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.batch.core.BatchStatus;
import org.springframework.batch.core.ExitStatus;
import org.springframework.batch.core.listener.StepExecutionListener;
import org.springframework.batch.core.step.StepExecution;

/** Takes symbols that no provider has known for ten sessions out of the universe. */
final class DeactivateUnknownSymbols implements StepExecutionListener {

  private static final Logger LOG = LoggerFactory.getLogger(DeactivateUnknownSymbols.class);
  private static final int SESSIONS = 10;

  private final SessionRun run;
  private final TradingCalendar calendar;
  private final UniverseAuditStore audit;
  private final FencedTransaction fenced;

  DeactivateUnknownSymbols(
      SessionRun run,
      TradingCalendar calendar,
      UniverseAuditStore audit,
      FencedTransaction fenced) {
    this.run = run;
    this.calendar = calendar;
    this.audit = audit;
    this.fenced = fenced;
  }

  @Override
  public ExitStatus afterStep(StepExecution step) {
    if (step.getStatus() == BatchStatus.COMPLETED && run.scope().isAll()) {
      fenced.write(() -> deactivate(run.date()));
    }
    return step.getExitStatus();
  }

  private void deactivate(LocalDate date) {
    List<Symbol> unknown = audit.unknownOnAll(calendar.lastSessions(SESSIONS, date));
    if (!unknown.isEmpty()) {
      LocalDate from = calendar.nextSession(date);
      audit.deactivate(
          unknown, from, "no provider knew it on the " + SESSIONS + " sessions up to " + date);
      LOG.warn("deactivated from {} on, unknown for {} sessions: {}", from, SESSIONS, unknown);
    }
  }
}
