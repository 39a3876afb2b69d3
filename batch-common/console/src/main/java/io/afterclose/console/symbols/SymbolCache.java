package io.afterclose.console.symbols;

import io.afterclose.console.health.Readiness;
import io.afterclose.run.history.JobHistoryStore;
import io.afterclose.run.lock.RunRecord;
import io.afterclose.run.lock.RunStore;
import io.afterclose.run.name.JobName;
import io.afterclose.run.name.RunScope;
import java.time.Clock;
import java.time.Duration;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import java.util.concurrent.atomic.AtomicReference;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * The table of the newest complete symbol night. It is built aside and put in place by one
 * reference; a table that is not fit leaves the old one where it is, and {@link CacheState} says
 * why.
 */
final class SymbolCache {

  private static final Logger LOG = LoggerFactory.getLogger(SymbolCache.class);

  private static final String BENCHMARK = "SPY";

  private final SymbolStore store;
  private final JobHistoryStore history;
  private final RunStore runStore;
  private final EndedRuns runs;
  private final Readiness readiness;
  private final Clock clock;
  private final int most;
  private final AtomicReference<CacheState> state = new AtomicReference<>(CacheState.EMPTY);

  /**
   * @param most symbols that a table may hold
   */
  SymbolCache(
      SymbolStore store,
      JobHistoryStore history,
      RunStore runs,
      Readiness readiness,
      Clock clock,
      int most) {
    this.store = store;
    this.history = history;
    this.runStore = runs;
    this.runs = new EndedRuns(runs);
    this.readiness = readiness;
    this.clock = clock;
    this.most = most;
  }

  /** How it stands now; a request asks once. */
  CacheState state() {
    return Objects.requireNonNull(state.get());
  }

  /**
   * Reads what the runs that ended since the last look have changed.
   *
   * @throws TableRefusedException when what was read is not fit; the next look reads it again
   * @throws org.springframework.dao.DataAccessException when the database does not answer
   */
  synchronized void look() {
    refresh(false);
  }

  /** Reads everything again, whatever ended. */
  synchronized void reload() {
    refresh(true);
  }

  /** The database does not answer. */
  void away(String why) {
    state.updateAndGet(known -> known.away(why));
    readiness.failed(why);
  }

  /** What was read is not fit, or could not be read. */
  void refused(String why) {
    state.updateAndGet(known -> known.refused(why));
    readiness.failed(why);
  }

  /**
   * The nights as a transaction sees them that this is called in.
   *
   * @return those of the last look where no run began or ended since
   */
  Nights nights() {
    Optional<Nights> known = state().looked();
    if (known.isPresent() && store.unchanged(known.get().newestRun(), known.get().open())) {
      return known.get();
    }
    return read();
  }

  private Nights read() {
    List<RunRecord> open = new ArrayList<>();
    long newest = 0;
    for (JobName job : JobName.values()) {
      open.addAll(runStore.active(job));
      newest = Math.max(newest, runStore.lastEnded(job).map(RunRecord::runId).orElse(0L));
    }
    for (RunRecord run : open) {
      newest = Math.max(newest, run.runId());
    }
    Nights read =
        Nights.of(history.latestByDate(JobName.SYMBOL_BATCH, RunScope.EVERYTHING), newest, open);
    state.updateAndGet(known -> known.with(read));
    return read;
  }

  private void refresh(boolean everything) {
    EndedRuns.Look done =
        store.inOneState(
            () -> {
              EndedRuns.Look look = runs.look();
              if (everything || state().looked().isEmpty() || !look.ended().isEmpty()) {
                refresh(look, everything);
              } else if (state().away() != null) {
                state.updateAndGet(known -> known.refused(known.refused()));
              }
              return look;
            });
    runs.done(done);
  }

  private void refresh(EndedRuns.Look look, boolean everything) {
    Nights nights = read();
    Optional<LocalDate> newest = nights.newestComplete();
    Optional<SymbolTable> table = state().loaded();
    if (newest.isEmpty() && table.isEmpty()) {
      put(null, null);
      readiness.loaded(0);
      return;
    }
    Optional<LocalDate> served = table.map(SymbolTable::date);
    if (newest.isPresent() && isNewer(newest.get(), served, look, everything)) {
      load(newest.get(), look.newest());
    } else if (served.isPresent() && newest.equals(served)) {
      again(table.orElseThrow(), look);
    } else {
      String status = served.flatMap(nights::unfinished).map(Enum::name).orElse("removed");
      put(
          null,
          "the latest revision of the symbol night of %s is %s; the revision before is served"
              .formatted(served.map(LocalDate::toString).orElse("no date"), status));
    }
  }

  /** Whether the whole table is to be read: another date, or another revision of the same one. */
  private static boolean isNewer(
      LocalDate newest, Optional<LocalDate> served, EndedRuns.Look look, boolean everything) {
    if (served.isEmpty() || newest.isAfter(served.get())) {
      return true;
    }
    return newest.equals(served.get())
        && (everything
            || look.ended().stream()
                .anyMatch(run -> isOf(run, newest, JobName.SYMBOL_BATCH) && scope(run).isAll()));
  }

  private static boolean isOf(RunRecord run, LocalDate date, JobName job) {
    return run.key().job() == job && run.key().date().equals(date);
  }

  private static RunScope scope(RunRecord run) {
    return RunScope.of(run.key().scope());
  }

  private void load(LocalDate date, long version) {
    long begun = System.nanoTime();
    SymbolStore.Loaded loaded = store.load(date, most, readiness::loading);
    SymbolTable table =
        SymbolTable.of(new SymbolTable.Origin(date, version, loaded.left()), loaded.rows());
    require(table);
    put(table, null);
    LOG.info(
        "console: {} symbols of {} were loaded in {} ms",
        table.size(),
        date,
        Duration.ofNanos(System.nanoTime() - begun).toMillis());
  }

  private void require(SymbolTable table) {
    if (table.size() == 0) {
      throw new TableRefusedException(
          "the symbol night of %s is complete and has no rows".formatted(table.date()));
    }
    if (!table.has(BENCHMARK)) {
      throw new TableRefusedException(
          "the symbol night of %s has no row of %s".formatted(table.date(), BENCHMARK));
    }
    int before = state().loaded().map(SymbolTable::size).orElse(0);
    if (2L * table.size() < before) {
      throw new TableRefusedException(
          "the symbol night of %s has %d symbols, fewer than half of the %d before; a console that is started anew takes them"
              .formatted(table.date(), table.size(), before));
    }
  }

  /** Only the symbols that a narrower run was about. */
  private void again(SymbolTable table, EndedRuns.Look look) {
    Set<String> symbols = new TreeSet<>();
    for (RunRecord run : look.ended()) {
      if (isOf(run, table.date(), JobName.SYMBOL_BATCH)) {
        symbols.addAll(scope(run).names());
      } else if (isOf(run, table.date(), JobName.PORTFOLIO_REFRESH)) {
        store.held().stream().filter(symbol -> !table.allFitted(symbol)).forEach(symbols::add);
      }
    }
    boolean room = table.complete() && table.size() + symbols.size() <= most;
    List<String> wanted = symbols.stream().filter(symbol -> room || table.has(symbol)).toList();
    if (symbols.isEmpty()) {
      put(null, null);
      return;
    }
    Collection<SymbolDraft> rows = store.ofSymbols(table.date(), wanted).values();
    put(table.with(rows, look.newest(), symbols.size() - wanted.size()), null);
    LOG.info("console: {} of {} symbols were loaded again", rows.size(), wanted.size());
  }

  /**
   * Ends a look.
   *
   * @param newer null where the table stays
   * @param why it is not of the newest rows; null where it is
   */
  private void put(@Nullable SymbolTable newer, @Nullable String why) {
    state.updateAndGet(
        known -> (newer == null ? known : known.with(newer, clock.instant())).refused(why));
    state().loaded().ifPresent(table -> readiness.loaded(table.size()));
  }
}
