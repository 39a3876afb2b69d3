package io.afterclose.portfoliorefresh.valuation;

import io.afterclose.quant.price.CorporateAction;
import io.afterclose.quant.price.Sessions;
import io.afterclose.quant.symbol.OptionRoots;
import io.afterclose.quant.symbol.Symbol;
import java.math.BigDecimal;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Collections;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** Market data held in memory; immutable. */
public final class MarketTable implements MarketData {
  private final Sessions sessions;
  private final OptionRoots optionRoots;
  private final SessionDays days;
  private final Map<Symbol, SymbolCloses> closes;
  private final Map<Symbol, List<CorporateAction>> actions;
  private final Map<Symbol, List<CorporateAction>> renames = new HashMap<>();
  private final Map<Symbol, List<ActionFact<Symbol>>> facts = new HashMap<>();
  private final Map<Symbol, List<ActionFact<Symbol>>> renamesTo = new HashMap<>();

  private MarketTable(Builder builder) {
    this.sessions = builder.sessions;
    this.optionRoots = builder.optionRoots;
    this.days = builder.days;
    this.closes = new HashMap<>();
    builder.closes.forEach((symbol, known) -> closes.put(symbol, known.copy()));
    this.actions = new HashMap<>();
    builder.actions.forEach((symbol, known) -> actions.put(symbol, List.copyOf(known)));
    actions.values().stream()
        .flatMap(List::stream)
        .filter(action -> action.kind() == CorporateAction.Kind.RENAME)
        .forEach(
            action ->
                renames
                    .computeIfAbsent(
                        action.otherSymbol().orElseThrow(), unseen -> new ArrayList<>())
                    .add(action));
    actions.forEach((symbol, known) -> facts.put(symbol, facts(known)));
    renames.forEach((symbol, known) -> renamesTo.put(symbol, facts(known)));
  }

  private static List<ActionFact<Symbol>> facts(List<CorporateAction> actions) {
    return actions.stream().map(ActionFact::of).toList();
  }

  /** Starts a table without any price on an axis. */
  public static Builder on(Sessions sessions, OptionRoots optionRoots) {
    return new Builder(sessions, optionRoots);
  }

  @Override
  public Sessions sessions() {
    return sessions;
  }

  @Override
  public Optional<BigDecimal> closeOn(Symbol symbol, LocalDate session) {
    SymbolCloses known = closes.get(symbol);
    return known == null ? Optional.empty() : Optional.ofNullable(known.of(session));
  }

  @Override
  public SessionDays days() {
    return days;
  }

  @Override
  public Optional<LocalDate> latestClose(Symbol symbol, LocalDate from, LocalDate upTo) {
    SymbolCloses known = closes.get(symbol);
    return known == null ? Optional.empty() : known.latest(from, upTo);
  }

  @Override
  public List<CorporateAction> actionsOf(Symbol symbol) {
    return actions.getOrDefault(symbol, List.of());
  }

  @Override
  public List<CorporateAction> renamesOf(Symbol symbol) {
    return Collections.unmodifiableList(renames.getOrDefault(symbol, List.of()));
  }

  @Override
  public List<ActionFact<Symbol>> facts(Symbol symbol) {
    return facts.getOrDefault(symbol, List.of());
  }

  @Override
  public List<ActionFact<Symbol>> renamesTo(Symbol symbol) {
    return renamesTo.getOrDefault(symbol, List.of());
  }

  @Override
  public OptionRoots optionRoots() {
    return optionRoots;
  }

  /** Gathers closes and actions in any order. Not thread-safe. */
  public static final class Builder {
    private final Sessions sessions;
    private final OptionRoots optionRoots;
    private SessionDays days;
    private final Map<Symbol, SymbolCloses> closes = new HashMap<>();
    private final Map<Symbol, List<CorporateAction>> actions = new HashMap<>();

    private Builder(Sessions sessions, OptionRoots optionRoots) {
      this.sessions = sessions;
      this.optionRoots = optionRoots;
      this.days = SessionDays.of(sessions);
    }

    /** How sessions before the axis are known; those of the axis where this is not said. */
    public Builder days(SessionDays known) {
      this.days = known;
      return this;
    }

    /**
     * The symbols by which closes will be asked for. One that is the same object as its key is
     * found without being compared.
     */
    Builder keys(Collection<Symbol> symbols) {
      symbols.forEach(this::of);
      return this;
    }

    /** A close as traded, USD above 0; the last one said for a symbol and session stands. */
    public Builder close(Symbol symbol, LocalDate session, BigDecimal close) {
      if (close.signum() <= 0) {
        throw new IllegalArgumentException(
            symbol + " on " + session + ": a close above 0 was expected, found " + close);
      }
      of(symbol).put(session, close);
      return this;
    }

    private SymbolCloses of(Symbol symbol) {
      return closes.computeIfAbsent(symbol, unseen -> SymbolCloses.on(sessions));
    }

    /** One more action. */
    public Builder action(CorporateAction action) {
      actions.computeIfAbsent(action.symbol(), unseen -> new ArrayList<>()).add(action);
      return this;
    }

    /** The table so far; the builder may be used on. */
    public MarketTable build() {
      return new MarketTable(this);
    }
  }
}
