package io.afterclose.market.quality;

import io.afterclose.market.price.CorporateActionStore;
import io.afterclose.market.price.PriceGap;
import io.afterclose.quant.price.CorporateAction;
import io.afterclose.quant.price.Sessions;
import io.afterclose.quant.price.SymbolLineage;
import io.afterclose.quant.symbol.Symbol;
import java.time.LocalDate;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Collectors;
import javax.sql.DataSource;

/**
 * Judges stored closes again with the actions in force, when an action or a price of theirs was
 * changed: a split that is reported late takes the flag from its day, one that is withdrawn puts it
 * there.
 */
public final class FlagRevision {

  /** A close before the sessions in question is the reference, and must itself be judged. */
  private static final int DAYS_BEFORE = 40;

  /** Symbols whose closes are in memory at a time. */
  private static final int AT_ONCE = 500;

  private final PriceFlagStore flags;
  private final CorporateActionStore actions;

  public FlagRevision(DataSource dataSource, CorporateActionStore actions) {
    this.flags = new PriceFlagStore(dataSource);
    this.actions = actions;
  }

  /**
   * Judges those of the symbols that this transaction changed, or that have a suspect close.
   *
   * @param symbols shares and funds; options jump without being wrong
   */
  public void revise(Collection<Symbol> symbols, Sessions sessions) {
    Set<Symbol> judged = flags.toJudge(sessions.first(), sessions.last(), symbols);
    if (!judged.isEmpty()) {
      judge(judged, sessions.first(), sessions.last());
    }
  }

  /** Judges the closes of symbols between two days, both included. */
  public void judge(Collection<Symbol> symbols, LocalDate from, LocalDate to) {
    List<Symbol> all = List.copyOf(symbols);
    for (int at = 0; at < all.size(); at += AT_ONCE) {
      judgeSome(all.subList(at, Math.min(all.size(), at + AT_ONCE)), from, to);
    }
  }

  private void judgeSome(List<Symbol> symbols, LocalDate from, LocalDate to) {
    LocalDate start = from.minusDays(DAYS_BEFORE);
    Map<Symbol, List<CorporateAction>> known =
        actions.between(start, to, symbols).stream()
            .collect(Collectors.groupingBy(CorporateAction::symbol));
    SymbolLineage lineage = actions.lineage(to);
    for (StoredSeries stored : flags.series(start, to, symbols)) {
      StoredSeries series = stored.on(lineage.segments(stored.symbol()).get(0));
      PriceGap gap = new PriceGap(series.symbol(), start, null, null);
      Set<LocalDate> suspect =
          new SeriesJudge(gap, known.getOrDefault(series.symbol(), List.of()))
              .suspectMoves(series.closes(), series.decided());
      Set<LocalDate> marked = new TreeSet<>(suspect);
      marked.removeIf(day -> day.isBefore(from) || series.suspect().contains(day));
      Set<LocalDate> cleared = new TreeSet<>(series.suspect());
      cleared.removeIf(day -> day.isBefore(from) || suspect.contains(day));
      flags.replaceSuspect(series.symbol(), marked, cleared);
    }
  }
}
