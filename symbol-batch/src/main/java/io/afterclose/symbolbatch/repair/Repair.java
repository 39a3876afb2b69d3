package io.afterclose.symbolbatch.repair;

import io.afterclose.database.connection.Database;
import io.afterclose.market.price.CorporateActionStore;
import io.afterclose.market.price.MarketDataAuditStore;
import io.afterclose.market.price.MarketDataAuditStore.Decision;
import io.afterclose.market.price.PriceStore;
import io.afterclose.market.quality.FlagRevision;
import io.afterclose.market.universe.ScopeStore;
import io.afterclose.quant.price.CorporateAction;
import io.afterclose.quant.symbol.Symbol;
import io.afterclose.run.execution.ProcessContext;
import io.afterclose.run.outcome.InvalidInputException;
import io.afterclose.symbolbatch.session.SessionRun;
import java.time.LocalDate;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Collectors;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.jdbc.support.JdbcTransactionManager;
import org.springframework.transaction.support.TransactionTemplate;

/**
 * Carries out decisions: the change, its record and the flags that follow from it, all of them in
 * one transaction or none.
 */
final class Repair {

  private static final Logger LOG = LoggerFactory.getLogger(Repair.class);

  /** So many unknown symbols are named. */
  private static final int NAMED = 5;

  private final ProcessContext process;
  private final Database database;

  Repair(ProcessContext process, Database database) {
    this.process = process;
    this.database = database;
  }

  /** Makes a change, records what was decided, and judges the closes of those symbols again. */
  void carryOut(List<Decision> decisions, Runnable change) {
    MarketDataAuditStore audit = new MarketDataAuditStore(database.dataSource());
    CorporateActionStore actions = new CorporateActionStore(database.dataSource(), process.clock());
    new TransactionTemplate(new JdbcTransactionManager(database.dataSource()))
        .executeWithoutResult(
            status -> {
              change.run();
              decisions.forEach(audit::record);
              Set<Symbol> symbols =
                  decisions.stream()
                      .map(Decision::symbol)
                      .collect(Collectors.toCollection(TreeSet::new));
              LocalDate latest = process.targetDate().latestCompleted();
              LocalDate lookback =
                  process.calendar().withinRange(latest.minusDays(SessionRun.LOOKBACK_DAYS));
              LocalDate first =
                  decisions.stream().map(Decision::first).min(LocalDate::compareTo).orElseThrow();
              new FlagRevision(database.dataSource(), actions)
                  .judge(symbols, first.isBefore(lookback) ? first : lookback, latest);
            });
    decisions.forEach(
        decision ->
            LOG.info(
                "{}: {} {}; nights since {} used it: 'rerun --date D --force --reason TEXT' makes"
                    + " one again, the portfolios follow by themselves",
                decision.command(),
                decision.symbol(),
                decision.detail(),
                decision.first()));
  }

  /**
   * Refuses an action of which neither symbol is known: most likely one is misspelt.
   *
   * @throws InvalidInputException then
   */
  void requireKnown(CorporateAction action) {
    if (action.otherSymbol().filter(this::isKnown).isEmpty()) {
      requireKnown(action.symbol());
    }
  }

  /**
   * Refuses a symbol that is no member, not held and without a price.
   *
   * @throws InvalidInputException then
   */
  void requireKnown(Symbol symbol) {
    if (!isKnown(symbol)) {
      requirePriced(symbol);
    }
  }

  /** Names those of many actions that concern nothing here yet. */
  void warnOfUnknown(List<CorporateAction> actions) {
    List<Symbol> unknown =
        actions.stream()
            .filter(action -> action.otherSymbol().filter(this::isKnown).isEmpty())
            .map(CorporateAction::symbol)
            .distinct()
            .filter(symbol -> !isKnown(symbol))
            .toList();
    if (!unknown.isEmpty()) {
      LOG.warn(
          "{} symbols of the file are not known here, their actions wait until they are: {}{}",
          unknown.size(),
          unknown.subList(0, Math.min(unknown.size(), NAMED)),
          unknown.size() > NAMED ? " and more" : "");
    }
  }

  private boolean isKnown(Symbol symbol) {
    return !new ScopeStore(database.dataSource()).known(List.of(symbol)).isEmpty()
        || priced(symbol);
  }

  /**
   * Refuses a symbol of which no price is stored.
   *
   * @throws InvalidInputException then
   */
  void requirePriced(Symbol symbol) {
    if (!priced(symbol)) {
      throw new InvalidInputException(
          "no price of %s is stored; see 'universe show %1$s'".formatted(symbol));
    }
  }

  private boolean priced(Symbol symbol) {
    return new PriceStore(database.dataSource(), process.clock())
        .newestSession(symbol, process.targetDate().latestCompleted())
        .isPresent();
  }
}
