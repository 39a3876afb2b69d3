package io.afterclose.symbolbatch.price;

import io.afterclose.calendar.TradingCalendar;
import io.afterclose.market.universe.UniverseAuditStore;
import io.afterclose.market.universe.UniverseReason;
import io.afterclose.market.universe.UniverseSymbol;
import io.afterclose.quant.symbol.Symbol;
import io.afterclose.run.alert.Alert;
import io.afterclose.run.alert.AlertCode;
import io.afterclose.run.alert.Alerts;
import io.afterclose.run.lock.FencedTransaction;
import io.afterclose.symbolbatch.session.AfterCompletedStep;
import io.afterclose.symbolbatch.session.SessionRun;
import io.afterclose.symbolbatch.session.SessionUniverse;
import java.time.LocalDate;
import java.util.List;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.batch.core.ExitStatus;
import org.springframework.batch.core.step.StepExecution;

/**
 * Takes symbols that no provider has known in ten runs out of the universe. Only runs of the latest
 * session count: what a provider knows of a past session says nothing about a symbol of today.
 */
final class DeactivateUnknownSymbols extends AfterCompletedStep {

  private static final Logger LOG = LoggerFactory.getLogger(DeactivateUnknownSymbols.class);
  private static final int RUNS = 10;

  private final SessionRun run;
  private final TradingCalendar calendar;
  private final SessionUniverse universe;
  private final UniverseAuditStore audit;
  private final Alerts alerts;
  private final FencedTransaction fenced;

  DeactivateUnknownSymbols(
      SessionRun run,
      TradingCalendar calendar,
      SessionUniverse universe,
      UniverseAuditStore audit,
      Alerts alerts,
      FencedTransaction fenced) {
    this.run = run;
    this.calendar = calendar;
    this.universe = universe;
    this.audit = audit;
    this.alerts = alerts;
    this.fenced = fenced;
  }

  @Override
  protected ExitStatus completed(StepExecution step) {
    if (run.scope().isAll() && universe.decisive(run)) {
      fenced.write(() -> deactivate(run.date()));
    }
    return step.getExitStatus();
  }

  private void deactivate(LocalDate date) {
    List<Symbol> unknown = audit.unknownInAll(RUNS, date);
    if (unknown.isEmpty()) {
      return;
    }
    LocalDate from = calendar.nextSession(date);
    audit.deactivate(unknown, from, "no provider knew it in the " + RUNS + " runs up to " + date);
    LOG.warn("deactivated from {} on, unknown in {} runs: {}", from, RUNS, unknown);
    List<Symbol> held =
        universe.included(run).stream()
            .filter(entry -> entry.reason() == UniverseReason.HELD)
            .map(UniverseSymbol::symbol)
            .filter(unknown::contains)
            .toList();
    if (!held.isEmpty()) {
      alerts.raise(
          Alert.warning(
              AlertCode.HELD_SYMBOL_DEACTIVATED,
              "symbol-batch " + date,
              "portfolios hold "
                  + held
                  + ", which no provider knows; 'universe reactivate SYMBOL --reason TEXT' brings"
                  + " one back"));
    }
  }
}
