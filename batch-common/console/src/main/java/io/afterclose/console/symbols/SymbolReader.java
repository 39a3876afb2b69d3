package io.afterclose.console.symbols;

import io.afterclose.calendar.TradingCalendar;
import io.afterclose.console.problem.ProblemException;
import io.afterclose.console.problem.ProblemKind;
import io.afterclose.run.alert.PriceLateness;
import java.time.Clock;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.Set;
import java.util.function.Function;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/**
 * Answers what is known of symbols at the close of a session: from the table where it is of that
 * session, else from the database.
 */
public final class SymbolReader {

  private final SymbolCache cache;
  private final SymbolStore store;
  private final SymbolReads reads;
  private final TradingCalendar calendar;
  private final Clock clock;

  SymbolReader(
      SymbolCache cache,
      SymbolStore store,
      SymbolReads reads,
      TradingCalendar calendar,
      Clock clock) {
    this.cache = cache;
    this.store = store;
    this.reads = reads;
    this.calendar = calendar;
    this.clock = clock;
  }

  /**
   * What an answer rests on.
   *
   * @param asOf the session
   * @param version the newest run that had ended when the table was read; empty where the database
   *     was asked
   * @param source {@code cache} or {@code database}
   * @param sessionsLate completed sessions after it
   * @param degraded why this may not be the newest there is; empty where it is
   */
  public record Basis(
      LocalDate asOf,
      OptionalLong version,
      String source,
      int sessionsLate,
      Optional<String> degraded) {

    /** The members that every answer begins with, in their order. */
    public Map<String, @Nullable Object> members() {
      Map<String, @Nullable Object> members = new LinkedHashMap<>();
      members.put("as_of", asOf.toString());
      members.put("version", version.isPresent() ? version.getAsLong() : null);
      members.put("source", source);
      members.put("sessions_late", sessionsLate);
      members.put("degraded", degraded.orElse(null));
      return members;
    }
  }

  /**
   * An answer.
   *
   * @param rows by symbol; one of which nothing is known is absent
   * @param tag equal for equal content
   */
  public record Answer(Basis basis, Map<String, SymbolRow> rows, String tag) {

    public Answer {
      rows = Map.copyOf(rows);
    }

    /** A symbol; empty where nothing is known of it. */
    public Optional<SymbolRow> find(String symbol) {
      return Optional.ofNullable(rows.get(symbol));
    }
  }

  /**
   * Some symbols.
   *
   * @param date null for the newest complete night
   * @throws ProblemException for a date that is no session or whose night is not complete, and
   *     where the database is asked and does not answer
   */
  public Answer of(@Nullable LocalDate date, Collection<String> symbols) {
    CacheState state = cache.state();
    Optional<SymbolTable> table = served(state, date);
    if (table.isPresent()) {
      return ofTable(state, table.get(), symbols);
    }
    LocalDate asOf = date == null ? newest(state) : session(date);
    return ofDatabase(state, asOf, reads.of(asOf, symbols));
  }

  /**
   * Those of some symbols that the table has, of the newest complete night that is loaded. The
   * database is not asked: a page that would only lead to them neither waits nor fails for it, and
   * where there is no table there are none.
   */
  public Set<String> inTable(Collection<String> symbols) {
    return cache
        .state()
        .loaded()
        .map(table -> Set.copyOf(table.find(symbols).keySet()))
        .orElseGet(Set::of);
  }

  private static Optional<SymbolTable> served(CacheState state, @Nullable LocalDate date) {
    return state.loaded().filter(table -> date == null || table.date().equals(date));
  }

  private Answer ofTable(CacheState state, SymbolTable table, Collection<String> symbols) {
    Map<String, SymbolRow> found = new LinkedHashMap<>(table.find(symbols));
    if (!table.complete()) {
      List<String> missing = symbols.stream().filter(it -> !found.containsKey(it)).toList();
      if (!missing.isEmpty()) {
        found.putAll(reads.of(table.date(), missing));
        return ofDatabase(state, table.date(), found);
      }
    }
    Basis basis = basis(state, table.date(), OptionalLong.of(table.version()), "cache");
    return new Answer(basis, found, tag(basis, table.fingerprint()));
  }

  private Answer ofDatabase(CacheState state, LocalDate asOf, Map<String, SymbolRow> rows) {
    Basis basis = basis(state, asOf, OptionalLong.empty(), "database");
    return new Answer(
        basis, rows, tag(basis, rows.values().stream().sorted(SymbolRow.BY_SYMBOL).toList()));
  }

  private static String tag(Basis basis, Object content) {
    return EntityTag.of(
        basis.asOf(), basis.source(), basis.sessionsLate(), basis.degraded(), content);
  }

  private Basis basis(CacheState state, LocalDate asOf, OptionalLong version, String source) {
    LocalDate due = calendar.latestCompletedSession(clock.instant());
    int late = PriceLateness.of(Optional.of(asOf), due, calendar).missing().size();
    return new Basis(asOf, version, source, late, state.degraded());
  }

  /** The newest complete night, where there is no table. */
  private static LocalDate newest(CacheState state) {
    return state
        .looked()
        .orElseThrow(
            () ->
                new ProblemException(
                    ProblemKind.TEMPORARY, "the console has not read the nights yet; try again"))
        .newestComplete()
        .orElseThrow(
            () -> new ProblemException(ProblemKind.NOT_READY, "no symbol night is complete yet"));
  }

  private LocalDate session(LocalDate date) {
    if (date.isBefore(calendar.firstDay())
        || date.isAfter(calendar.lastDay())
        || !calendar.isSession(date)) {
      throw new ProblemException(ProblemKind.DATE_REFUSED, date + " is no session");
    }
    return date;
  }

  /**
   * Symbols that a filter lets through, ascending by their text.
   *
   * @param after the last one of the page before; null for the first page
   */
  Page page(SymbolFilter filter, @Nullable String after, int limit) {
    CacheState state = cache.state();
    Optional<SymbolTable> whole = state.loaded().filter(SymbolTable::complete);
    if (whole.isPresent()) {
      SymbolTable table = whole.get();
      List<SymbolRow> rows = table.page(after, limit + 1, filter);
      Basis basis = basis(state, table.date(), OptionalLong.of(table.version()), "cache");
      return page(basis, rows, limit, tag(basis, table.fingerprint()));
    }
    LocalDate asOf = state.loaded().map(SymbolTable::date).orElseGet(() -> newest(state));
    List<SymbolRow> rows =
        reads
            .ofNight(asOf, () -> SymbolReads.rows(store.page(asOf, filter, after, limit + 1)))
            .values()
            .stream()
            .sorted(SymbolRow.BY_SYMBOL)
            .toList();
    Basis basis = basis(state, asOf, OptionalLong.empty(), "database");
    return page(basis, rows, limit, tag(basis, rows));
  }

  private static Page page(Basis basis, List<SymbolRow> rows, int limit, String tag) {
    boolean more = rows.size() > limit;
    return new Page(basis, more ? new ArrayList<>(rows.subList(0, limit)) : rows, more, tag);
  }

  /**
   * A page of symbols.
   *
   * @param more whether another page follows
   */
  record Page(Basis basis, List<SymbolRow> rows, boolean more, String tag) {

    Page {
      rows = List.copyOf(rows);
    }
  }

  /** What only the database has, under the limits for such questions. */
  <T> T fromDatabase(Function<SymbolStore, T> reading) {
    return reads.limited(() -> reading.apply(store));
  }

  /**
   * The same about a date whose night is complete.
   *
   * @throws ProblemException where it is not
   */
  <T> T ofNight(LocalDate date, Supplier<T> reading) {
    return reads.ofNight(date, reading);
  }
}
