package io.afterclose.symbolbatch.onboarding;

import io.afterclose.database.connection.Database;
import io.afterclose.market.price.PriceStore;
import io.afterclose.market.universe.OnboardingClaim;
import io.afterclose.market.universe.OnboardingClaim.ClaimedSymbol;
import io.afterclose.market.universe.OnboardingQueueStore;
import io.afterclose.market.universe.ScopeStore;
import io.afterclose.quant.factor.FactorEtfs;
import io.afterclose.quant.symbol.Symbol;
import io.afterclose.run.alert.Alert;
import io.afterclose.run.alert.AlertCode;
import io.afterclose.run.alert.RunAlerts;
import io.afterclose.run.execution.ProcessContext;
import io.afterclose.run.execution.TransientFailure;
import io.afterclose.run.name.RunScope;
import io.afterclose.run.name.Source;
import io.afterclose.run.outcome.RunInProgressException;
import io.afterclose.run.outcome.RunOutcome;
import io.afterclose.symbolbatch.price.ProviderOptions;
import io.afterclose.symbolbatch.session.RunSettings;
import io.afterclose.symbolbatch.session.SessionRun;
import java.time.Duration;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.jdbc.support.JdbcTransactionManager;
import org.springframework.transaction.support.TransactionTemplate;

/**
 * Claims symbols of the onboarding queue, a few at a time, and runs the symbol job for them: for
 * the latest usable session, with prices since anybody held them. It holds no lock that another run
 * needs; what it loses by dying is claimed again when its heartbeats have been missing for long
 * enough, and resumed.
 */
final class OnboardingWorker {

  /** After so many attempts that failed a symbol is given up. */
  static final int MAX_ATTEMPTS = 3;

  /** Before the second attempt; the third waits four times as long. */
  private static final Duration FIRST_DELAY = Duration.ofSeconds(30);

  private static final int DELAY_FACTOR = 4;

  /** How long to leave providers alone that cannot be reached; doubled from the first to this. */
  private static final Duration LONGEST_OUTAGE_DELAY = Duration.ofMinutes(8);

  /** Another process is at work on the very same symbols, or the run ended for no fault of them. */
  private static final Duration SOON = Duration.ofSeconds(10);

  /** A market that has been without prices for longer is no place to value anything. */
  private static final int USABLE_SESSIONS = 5;

  private static final Logger LOG = LoggerFactory.getLogger(OnboardingWorker.class);

  private final ProcessContext process;
  private final OnboardingRuns runs;
  private final ProviderOptions providers;
  private final RunSettings settings;
  private final int atATime;
  private final WorkerStop stop;

  /**
   * Only after work, and at the beginning: to look through all positions at each poll is too much.
   */
  private boolean room = true;

  private int outages;
  private @Nullable UUID unfinished;

  /**
   * @param atATime symbols in a claim
   */
  OnboardingWorker(
      ProcessContext process,
      OnboardingRuns runs,
      ProviderOptions providers,
      RunSettings settings,
      int atATime,
      WorkerStop stop) {
    this.process = process;
    this.runs = runs;
    this.providers = providers;
    this.settings = settings;
    this.atATime = atATime;
    this.stop = stop;
  }

  /**
   * What came of draining the queue.
   *
   * @param completed symbols that have prices now
   * @param failed symbols that were given up
   * @param later symbols that are to be tried again
   */
  record Drained(int completed, int failed, int later) {

    static final Drained NOTHING = new Drained(0, 0, 0);

    Drained plus(Drained more) {
      return new Drained(completed + more.completed, failed + more.failed, later + more.later);
    }

    /** To the log. */
    void tell() {
      LOG.info(
          "onboarding: {} symbols completed, {} failed, {} to be tried again",
          completed,
          failed,
          later);
    }
  }

  /** Works until nothing is due any more, or the worker is to end. */
  Drained drain(Database database) {
    OnboardingQueueStore queue = new OnboardingQueueStore(database.dataSource(), process.clock());
    giveBackUnfinished(queue);
    Drained all = Drained.NOTHING;
    while (!stop.isRequested()) {
      if (room) {
        transaction(database)
            .executeWithoutResult(
                status -> {
                  int unused = queue.enqueueHeld();
                });
      }
      Optional<OnboardingClaim> claim = queue.claim(atATime, OnboardingQueueStore.MAX_SILENCE);
      room = claim.isPresent();
      if (claim.isEmpty()) {
        break;
      }
      all = all.plus(work(database, queue, claim.get()));
    }
    return all;
  }

  private static TransactionTemplate transaction(Database database) {
    return new TransactionTemplate(new JdbcTransactionManager(database.dataSource()));
  }

  /** What this very worker had claimed when the database went away. */
  private void giveBackUnfinished(OnboardingQueueStore queue) {
    UUID mine = unfinished;
    if (mine != null) {
      int unused = queue.release(mine);
      unfinished = null;
    }
  }

  @SuppressWarnings("try") // the heartbeat is held, not used
  private Drained work(Database database, OnboardingQueueStore queue, OnboardingClaim claim) {
    unfinished = claim.id();
    List<ClaimedSymbol> alive = new ArrayList<>(claim.symbols());
    Drained ended = Drained.NOTHING;
    for (ClaimedSymbol symbol : claim.symbols()) {
      if (symbol.attempts() > MAX_ATTEMPTS) {
        alive.remove(symbol);
        ended =
            ended.plus(
                giveUp(
                    database,
                    queue,
                    claim,
                    symbol.symbol(),
                    "the worker died in each of " + MAX_ATTEMPTS + " attempts"));
      }
    }
    if (!alive.isEmpty()) {
      try (ClaimHeartbeat beats = new ClaimHeartbeat(queue, claim.id())) {
        ended = ended.plus(attempt(database, queue, new OnboardingClaim(claim.id(), alive)));
      } catch (RuntimeException broken) {
        if (!TransientFailure.in(broken)) {
          giveBackUnfinished(queue);
        }
        throw broken;
      }
    }
    unfinished = null;
    return ended;
  }

  private Drained attempt(Database database, OnboardingQueueStore queue, OnboardingClaim claim) {
    List<Symbol> symbols = claim.symbols().stream().map(ClaimedSymbol::symbol).toList();
    RunScope scope = RunScope.symbols(symbols.stream().map(Symbol::text).sorted().toList());
    LocalDate session = session(database);
    LocalDate since = since(database, symbols, session);
    LOG.info("onboarding of {} for {}", symbols, session);
    RunOutcome outcome;
    try {
      outcome = runs.run(database, providers, settingsFor(claim), session, scope);
    } catch (RunInProgressException others) {
      LOG.info("onboarding of {} is left to another process: {}", symbols, others.getMessage());
      return putOff(queue, claim, String.valueOf(others.getMessage()), SOON);
    }
    if (outcome.completed()) {
      return judge(
          database,
          queue,
          claim,
          since,
          new Verdicts(database, process).of(session, scope, symbols));
    }
    if (stop.isRequested()) {
      return new Drained(0, 0, queue.release(claim.id()));
    }
    return switch (outcome) {
      case STOPPED -> putOff(queue, claim, "the run was stopped", SOON);
      case FAILED_TRANSIENT -> putOff(queue, claim, "nobody could be reached", outageDelay());
      default ->
          judge(
              database,
              queue,
              claim,
              since,
              symbols.stream()
                  .map(
                      symbol ->
                          new SymbolVerdict(
                              symbol,
                              SymbolVerdict.Kind.FAILED_ATTEMPT,
                              "the run of %s (%s) failed; 'symbol-batch history' says why"
                                  .formatted(session, scope.text())))
                  .toList());
    };
  }

  /** Recorded is who asked; where symbols of several are done together, that it is onboarding. */
  private RunSettings settingsFor(OnboardingClaim claim) {
    List<String> sources = claim.symbols().stream().map(ClaimedSymbol::source).distinct().toList();
    Source source =
        sources.size() == 1
            ? Source.valueOf(sources.get(0).toUpperCase(Locale.ROOT))
            : Source.ONBOARDING;
    return new RunSettings(settings.chunkSize(), settings.timeLimit(), source);
  }

  /**
   * The newest of the last sessions that has prices of the market, as snapshots are made of it;
   * without one, the latest that is over. What comes after it the night prices, for all symbols.
   */
  private LocalDate session(Database database) {
    LocalDate latest = process.targetDate().orLatest(null);
    LocalDate oldest = process.calendar().lastSessions(USABLE_SESSIONS, latest).get(0);
    return new PriceStore(database.dataSource(), process.clock())
        .newestSession(FactorEtfs.SPY, latest)
        .filter(newest -> !newest.isBefore(oldest))
        .orElse(latest);
  }

  /** A day since which a run that begins now asks for prices of the symbols. */
  private static LocalDate since(Database database, List<Symbol> symbols, LocalDate session) {
    LocalDate lookback = session.minusDays(SessionRun.LOOKBACK_DAYS);
    return new ScopeStore(database.dataSource())
        .earliestEntry(symbols)
        .filter(lookback::isAfter)
        .orElse(lookback);
  }

  private Drained judge(
      Database database,
      OnboardingQueueStore queue,
      OnboardingClaim claim,
      LocalDate since,
      List<SymbolVerdict> verdicts) {
    Drained ended = Drained.NOTHING;
    boolean reached =
        verdicts.stream().noneMatch(one -> one.kind() == SymbolVerdict.Kind.NO_ATTEMPT);
    Duration outage = reached ? SOON : outageDelay();
    for (SymbolVerdict verdict : verdicts) {
      ended = ended.plus(judge(database, queue, claim, since, verdict, outage));
    }
    if (reached) {
      outages = 0;
    }
    return ended;
  }

  private Drained judge(
      Database database,
      OnboardingQueueStore queue,
      OnboardingClaim claim,
      LocalDate since,
      SymbolVerdict verdict,
      Duration outage) {
    Symbol symbol = verdict.symbol();
    return switch (verdict.kind()) {
      case DONE -> completed(database, queue, claim, since, verdict);
      case HOPELESS -> giveUp(database, queue, claim, symbol, verdict.why());
      case NO_ATTEMPT -> later(queue, claim, verdict, outage, false);
      case FAILED_ATTEMPT -> {
        int attempts = attempts(claim, symbol);
        yield attempts >= MAX_ATTEMPTS
            ? giveUp(database, queue, claim, symbol, verdict.why())
            : later(queue, claim, verdict, delayAfter(attempts), true);
      }
    };
  }

  /** Somebody may have imported it with an earlier entry while it was worked on. */
  private static Drained completed(
      Database database,
      OnboardingQueueStore queue,
      OnboardingClaim claim,
      LocalDate since,
      SymbolVerdict verdict) {
    Symbol symbol = verdict.symbol();
    int completed =
        Objects.requireNonNull(
            transaction(database)
                .execute(status -> queue.complete(claim.id(), List.of(symbol), since)));
    if (completed > 0) {
      LOG.info("onboarding of {}: completed", symbol);
      return new Drained(completed, 0, 0);
    }
    boolean mine =
        queue.retryLater(
            claim.id(), symbol, "it is held since before " + since + " now", Duration.ZERO, false);
    if (mine) {
      LOG.info("onboarding of {}: once more, since it is held since before {} now", symbol, since);
    }
    return Drained.NOTHING;
  }

  private static int attempts(OnboardingClaim claim, Symbol symbol) {
    return claim.symbols().stream()
        .filter(claimed -> claimed.symbol().equals(symbol))
        .mapToInt(ClaimedSymbol::attempts)
        .findFirst()
        .orElseThrow();
  }

  private static Duration delayAfter(int attempts) {
    Duration delay = FIRST_DELAY;
    for (int attempt = 1; attempt < attempts; attempt++) {
      delay = delay.multipliedBy(DELAY_FACTOR);
    }
    return delay;
  }

  private Duration outageDelay() {
    Duration delay = FIRST_DELAY;
    for (int outage = 0; outage < outages && delay.compareTo(LONGEST_OUTAGE_DELAY) < 0; outage++) {
      delay = delay.multipliedBy(2);
    }
    outages++;
    return delay;
  }

  private static Drained later(
      OnboardingQueueStore queue,
      OnboardingClaim claim,
      SymbolVerdict verdict,
      Duration delay,
      boolean counted) {
    boolean mine = queue.retryLater(claim.id(), verdict.symbol(), verdict.why(), delay, counted);
    LOG.warn(
        "onboarding of {}: to be tried again in {} s: {}",
        verdict.symbol(),
        delay.toSeconds(),
        verdict.why());
    return new Drained(0, 0, mine ? 1 : 0);
  }

  /** Gives all of a claim back to be tried again, through no fault of its symbols. */
  private static Drained putOff(
      OnboardingQueueStore queue, OnboardingClaim claim, String why, Duration delay) {
    Drained ended = Drained.NOTHING;
    for (ClaimedSymbol symbol : claim.symbols()) {
      ended =
          ended.plus(
              later(
                  queue,
                  claim,
                  new SymbolVerdict(symbol.symbol(), SymbolVerdict.Kind.NO_ATTEMPT, why),
                  delay,
                  false));
    }
    return ended;
  }

  private Drained giveUp(
      Database database,
      OnboardingQueueStore queue,
      OnboardingClaim claim,
      Symbol symbol,
      String why) {
    if (!queue.fail(claim.id(), symbol, why)) {
      return Drained.NOTHING;
    }
    LOG.warn("onboarding of {}: failed: {}", symbol, why);
    LocalDate latest = process.targetDate().orLatest(null);
    Set<Symbol> held = new ScopeStore(database.dataSource()).held(List.of(symbol), latest);
    if (!held.isEmpty()) {
      alert(symbol, why);
    }
    return new Drained(0, 1, 0);
  }

  /** Each by channels of its own: one process may have to tell of more than a run sends. */
  private void alert(Symbol symbol, String why) {
    try (RunAlerts alerts =
        RunAlerts.open(
            process.destinations().alertWebhook(), process.environment(), process.clock())) {
      alerts.raise(
          Alert.warning(
              AlertCode.ONBOARDING_FAILED,
              "symbol-batch onboarding " + symbol,
              "portfolios hold "
                  + symbol
                  + ", which has no prices: "
                  + why
                  + "; to ask for it again, set its row of symbol_onboarding_queue to PENDING"));
    }
  }
}
