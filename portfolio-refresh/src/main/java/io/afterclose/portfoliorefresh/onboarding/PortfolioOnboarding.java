package io.afterclose.portfoliorefresh.onboarding;

import io.afterclose.database.connection.Database;
import io.afterclose.database.text.Printable;
import io.afterclose.market.universe.OnboardingQueueStore;
import io.afterclose.market.universe.QueuedSymbol;
import io.afterclose.portfolio.position.Portfolio;
import io.afterclose.portfolio.snapshot.SnapshotStore;
import io.afterclose.portfoliorefresh.snapshot.FirstSnapshots;
import io.afterclose.quant.symbol.Symbol;
import io.afterclose.report.completeness.Progress;
import io.afterclose.report.completeness.SymbolState;
import io.afterclose.run.execution.Pause;
import io.afterclose.run.execution.ProcessContext;
import io.afterclose.run.name.Source;
import io.afterclose.run.outcome.RunOutcome;
import io.afterclose.run.progress.ProgressDisplay;
import java.time.Duration;
import java.time.LocalDate;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.jdbc.support.JdbcTransactionManager;
import org.springframework.transaction.support.TransactionTemplate;

/**
 * Brings a portfolio to full numbers: asks for the symbols that it lacks, makes its latest snapshot
 * again as they get priced by whoever does that, and then has the job make the rest.
 */
final class PortfolioOnboarding {

  private static final Logger LOG = LoggerFactory.getLogger(PortfolioOnboarding.class);

  private static final Duration LOOK = Duration.ofSeconds(1);

  /**
   * What is wished for.
   *
   * @param patience how long symbols are waited for; zero looks once
   * @param sinceInception whether the history is made too
   */
  record Wish(Duration patience, boolean sinceInception, Source source, String reason) {}

  /** How it ended. */
  record End(RunOutcome outcome, OnboardingState state) {}

  private final ProcessContext process;
  private final Database opened;
  private final PortfolioRuns runs;
  private final OnboardingStates states;
  private final Pause pause;
  private final ProgressDisplay display;

  PortfolioOnboarding(ProcessContext process, Database opened, PortfolioRuns runs) {
    this(process, opened, runs, Pause.sleeping(), ProgressDisplay.forThisProcess());
  }

  PortfolioOnboarding(
      ProcessContext process,
      Database opened,
      PortfolioRuns runs,
      Pause pause,
      ProgressDisplay display) {
    this.process = process;
    this.opened = opened;
    this.runs = runs;
    this.states = new OnboardingStates(process, opened);
    this.pause = pause;
    this.display = display;
  }

  /** Does it, as far as it can be done within the wait. */
  End bring(Portfolio portfolio, Wish wish, OnboardingFigures figures) {
    OpenRequests requests = new OpenRequests(portfolio, wish.source());
    requests.first();
    follow(portfolio, wish.patience(), requests);
    figures.completeIf(() -> states.of(portfolio, wish.sinceInception()).complete());
    RunOutcome outcome = run(portfolio, wish, figures);
    OnboardingState state = states.of(portfolio, wish.sinceInception());
    boolean late = !wish.patience().isZero() && !state.complete();
    return new End(outcome == RunOutcome.COMPLETED && late ? RunOutcome.NOT_READY : outcome, state);
  }

  private void follow(Portfolio portfolio, Duration wait, OpenRequests requests) {
    Followed followed = new Followed(portfolio);
    display.begin("symbols of " + portfolio.name());
    try {
      if (!pause.until(() -> followed.ended() && requests.made(), LOOK, wait) && !wait.isZero()) {
        LOG.warn("waited {} s for the symbols of '{}'", wait.toSeconds(), portfolio.name());
      }
    } finally {
      display.end();
    }
  }

  /** What is not there and in nobody's hands is asked for as soon as the queue has room. */
  private final class OpenRequests {

    private final Portfolio portfolio;
    private final Source source;
    private final OnboardingQueueStore queue;
    private List<Symbol> left = List.of();

    private OpenRequests(Portfolio portfolio, Source source) {
      this.portfolio = portfolio;
      this.source = source;
      this.queue = new OnboardingQueueStore(opened.dataSource(), process.clock());
    }

    private void first() {
      List<Symbol> lacking =
          states.symbols(portfolio).stream()
              .filter(symbol -> symbol.pricesSinceEntry() != Progress.DONE)
              .filter(symbol -> !symbol.queuedOpen() && !symbol.market().expired())
              .map(SymbolState::symbol)
              .toList();
      request(lacking);
    }

    /**
     * Whether all had been asked for before; what somebody else gave up since is not begun again.
     */
    private boolean made() {
      if (left.isEmpty()) {
        return true;
      }
      Set<Symbol> failed = in(left, Set.of(QueuedSymbol.Status.FAILED));
      request(left.stream().filter(symbol -> !failed.contains(symbol)).toList());
      return false;
    }

    private void request(List<Symbol> lacking) {
      left =
          lacking.isEmpty()
              ? List.of()
              : Objects.requireNonNull(
                  new TransactionTemplate(new JdbcTransactionManager(opened.dataSource()))
                      .execute(status -> requested(lacking)));
    }

    /** Those for which there is no room. */
    private List<Symbol> requested(List<Symbol> lacking) {
      // that of unknown ones comes first, since it lets one at a time count the pending ones
      int unused = queue.enqueueUnknown(lacking);
      Set<Symbol> open =
          in(lacking, Set.of(QueuedSymbol.Status.PENDING, QueuedSymbol.Status.PROCESSING));
      List<Symbol> rest = lacking.stream().filter(symbol -> !open.contains(symbol)).toList();
      int room = Math.max(0, OnboardingQueueStore.MAX_PENDING - queue.counts().pending());
      int now = Math.min(rest.size(), room);
      queue.request(rest.subList(0, now), source.text());
      return List.copyOf(rest.subList(now, rest.size()));
    }

    private Set<Symbol> in(List<Symbol> symbols, Set<QueuedSymbol.Status> states) {
      return queue.states(symbols).stream()
          .filter(row -> states.contains(row.status()))
          .map(QueuedSymbol::symbol)
          .collect(Collectors.toUnmodifiableSet());
    }
  }

  /** The symbols of a portfolio, looked at again and again. */
  private final class Followed {

    private static final String THERE = "";

    private final Portfolio portfolio;
    private final FirstSnapshots latest = new FirstSnapshots(process);
    private final Map<Symbol, String> told = new HashMap<>();

    private Followed(Portfolio portfolio) {
      this.portfolio = portfolio;
    }

    /** Looks once, tells what is new, and says whether nothing is being fetched any more. */
    private boolean ended() {
      List<SymbolState> symbols = states.symbols(portfolio);
      if (told.isEmpty()) {
        display.expect(symbols.size());
      }
      long arrived = symbols.stream().filter(this::isNewlyThere).count();
      if (arrived > 0) {
        latest.make(opened, portfolio);
      }
      return symbols.stream().noneMatch(SymbolState::awaited);
    }

    private boolean isNewlyThere(SymbolState symbol) {
      String now = text(symbol);
      String before = told.put(symbol.symbol(), now);
      boolean there = now.equals(THERE);
      if (there && !now.equals(before)) {
        display.advance(1);
      }
      if (before == null ? !there : !now.equals(before)) {
        LOG.info("'{}': {}", portfolio.name(), there ? symbol.symbol() + " is there" : now);
      }
      return there && before != null && !before.equals(THERE);
    }

    private static String text(SymbolState symbol) {
      if (symbol.queuedOpen() || symbol.prices() != Progress.DONE) {
        return symbol.describe();
      }
      return symbol.pricesSinceEntry() == Progress.DONE
          ? THERE
          : symbol.symbol() + ": the stored prices begin after the entry";
    }
  }

  /** The job of one portfolio, for the newest session that a complete night lets through. */
  private RunOutcome run(Portfolio portfolio, Wish wish, OnboardingFigures figures) {
    if (!new SnapshotStore(opened.dataSource(), process.clock()).writable()) {
      LOG.warn(
          "this login writes no snapshots; under the login of the refresh 'portfolio-refresh"
              + " recalculate --portfolio {}' makes them",
          Printable.quoted(portfolio.name()));
      return RunOutcome.COMPLETED;
    }
    Optional<LocalDate> night = states.night();
    if (night.isEmpty()) {
      LOG.warn("no night of the symbol job is complete yet: 'symbol-batch run' makes the first");
      return RunOutcome.COMPLETED;
    }
    return runs.run(
        opened,
        portfolio,
        new PortfolioRuns.Order(
            night.get(), wish.sinceInception(), wish.source(), wish.reason(), figures));
  }
}
