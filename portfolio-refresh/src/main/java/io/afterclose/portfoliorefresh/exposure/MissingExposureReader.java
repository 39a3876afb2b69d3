package io.afterclose.portfoliorefresh.exposure;

import io.afterclose.market.factor.ExposureStore;
import io.afterclose.market.price.CorporateActionStore;
import io.afterclose.portfolio.position.PositionStore;
import io.afterclose.portfolio.position.StatedShare;
import io.afterclose.portfoliorefresh.gap.PortfolioDates;
import io.afterclose.quant.price.SymbolLineage;
import io.afterclose.quant.symbol.Symbol;
import java.time.LocalDate;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.NavigableSet;
import java.util.Set;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;
import org.springframework.batch.infrastructure.item.ExecutionContext;
import org.springframework.batch.infrastructure.item.ItemStreamReader;

/**
 * Reads which public symbols lack exposures on the dates that are about to be made, oldest first.
 * It plans each time it is opened, and then reads a month of dates at a time.
 */
final class MissingExposureReader implements ItemStreamReader<MissingFits> {

  /** Dates nearer to each other than this share most of the returns they need. */
  private static final int DAYS_AT_ONCE = 30;

  private static final int SYMBOLS_AT_ONCE = 500;

  private final Supplier<List<PortfolioDates>> planned;
  private final PositionStore positions;
  private final ExposureStore exposures;
  private final CorporateActionStore actions;

  private final TreeMap<LocalDate, List<Long>> dates = new TreeMap<>();
  private final Deque<MissingFits> waiting = new ArrayDeque<>();

  MissingExposureReader(
      Supplier<List<PortfolioDates>> planned,
      PositionStore positions,
      ExposureStore exposures,
      CorporateActionStore actions) {
    this.actions = actions;
    this.planned = planned;
    this.positions = positions;
    this.exposures = exposures;
  }

  @Override
  public void open(ExecutionContext context) {
    waiting.clear();
    dates.clear();
    planned
        .get()
        .forEach(
            portfolio ->
                portfolio
                    .dates()
                    .forEach(
                        date ->
                            dates
                                .computeIfAbsent(date, none -> new ArrayList<>())
                                .add(portfolio.portfolio().id())));
  }

  @Override
  public @Nullable MissingFits read() {
    while (waiting.isEmpty() && !dates.isEmpty()) {
      readMonth(dates.firstKey().plusDays(DAYS_AT_ONCE));
    }
    return waiting.poll();
  }

  private void readMonth(LocalDate end) {
    SortedMap<LocalDate, List<Long>> month = dates.headMap(end);
    SortedMap<LocalDate, Set<Symbol>> held = new TreeMap<>();
    daysByHolders(month).forEach((portfolios, days) -> addHeld(portfolios, days, held));
    month.clear();
    SortedMap<LocalDate, Set<Symbol>> missing = exposures.incomplete(held);
    List<Symbol> all = new MissingFits(missing).symbols();
    for (int from = 0; from < all.size(); from += SYMBOLS_AT_ONCE) {
      waiting.add(part(missing, all.subList(from, Math.min(all.size(), from + SYMBOLS_AT_ONCE))));
    }
  }

  /** Mostly the same portfolios lack all of them, so that their lots are read once. */
  private static Map<List<Long>, NavigableSet<LocalDate>> daysByHolders(
      SortedMap<LocalDate, List<Long>> month) {
    Map<List<Long>, NavigableSet<LocalDate>> days = new LinkedHashMap<>();
    month.forEach(
        (day, portfolios) -> days.computeIfAbsent(portfolios, none -> new TreeSet<>()).add(day));
    return days;
  }

  /** What the stated shares are on each of the days. */
  private void addHeld(
      List<Long> portfolios, NavigableSet<LocalDate> days, SortedMap<LocalDate, Set<Symbol>> held) {
    List<StatedShare> shares =
        positions.publicShares(
            portfolios, days.first(), days.last(), actions.lineage(days.last()).changed());
    for (LocalDate day : days) {
      SymbolLineage lineage = actions.lineage(day);
      Set<Symbol> ofDay = new TreeSet<>();
      shares.stream()
          .filter(share -> share.heldOn(day))
          .forEach(share -> ofDay.addAll(lineage.heldInstead(share.symbol(), share.countedOn())));
      held.put(day, ofDay);
    }
  }

  private static MissingFits part(SortedMap<LocalDate, Set<Symbol>> missing, List<Symbol> symbols) {
    SortedMap<LocalDate, Set<Symbol>> part = new TreeMap<>();
    missing.forEach(
        (date, ofDate) -> {
          Set<Symbol> chosen = new TreeSet<>(symbols);
          chosen.retainAll(ofDate);
          if (!chosen.isEmpty()) {
            part.put(date, chosen);
          }
        });
    return new MissingFits(part);
  }
}
