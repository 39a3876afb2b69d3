package io.afterclose.symbolbatch.price;

import io.afterclose.database.text.Printable;
import io.afterclose.market.price.CorporateActionStore;
import io.afterclose.market.price.PriceFlag;
import io.afterclose.market.price.PriceRow;
import io.afterclose.market.price.PriceStore;
import io.afterclose.market.price.QuarantineRow;
import io.afterclose.market.price.QuarantineStore;
import io.afterclose.market.price.QuarantinedValue;
import io.afterclose.market.quality.FlagRevision;
import io.afterclose.market.universe.AssetKind;
import io.afterclose.market.universe.OnboardingQueueStore;
import io.afterclose.market.universe.UniverseReason;
import io.afterclose.market.universe.UniverseStore;
import io.afterclose.market.universe.UniverseSymbol;
import io.afterclose.quant.price.DailyBar;
import io.afterclose.quant.symbol.Symbol;
import io.afterclose.run.progress.PhaseProgress;
import io.afterclose.symbolbatch.provider.IgnoredRows;
import io.afterclose.symbolbatch.provider.ProviderChain;
import io.afterclose.symbolbatch.session.SessionRun;
import io.afterclose.symbolbatch.session.SessionUniverse;
import java.time.LocalDate;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.TreeMap;
import java.util.stream.Collectors;
import org.springframework.batch.core.ExitStatus;
import org.springframework.batch.core.listener.StepExecutionListener;
import org.springframework.batch.core.step.StepExecution;
import org.springframework.batch.infrastructure.item.Chunk;
import org.springframework.batch.infrastructure.item.ExecutionContext;
import org.springframework.batch.infrastructure.item.ItemWriter;

/** Stores a chunk of answers in the chunk's transaction, and counts what it did. */
final class StorePrices implements ItemWriter<FetchedPrices>, StepExecutionListener {

  private static final int SAME_NIGHTS = 3;

  /** So many texts that are no symbols are named, the others counted only. */
  private static final int NAMED = 5;

  private final SessionRun run;
  private final Stores stores;
  private final PhaseProgress progress;
  private final FetchFailures unanswered;
  private final ProviderChain providers;

  private long bars;
  private long flagged;
  private long quarantined;
  private long futureBars;
  private long unrequestedRows;
  private long duplicates;

  /** Where the parts of an answer go. */
  record Stores(
      PriceStore prices,
      CorporateActionStore actions,
      QuarantineStore quarantine,
      FlagRevision flags,
      UniverseStore universe,
      SessionUniverse ofRun,
      OnboardingQueueStore onboarding) {}

  StorePrices(
      SessionRun run,
      Stores stores,
      PhaseProgress progress,
      FetchFailures unanswered,
      ProviderChain providers) {
    this.run = run;
    this.stores = stores;
    this.progress = progress;
    this.unanswered = unanswered;
    this.providers = providers;
  }

  @Override
  public void write(Chunk<? extends FetchedPrices> chunk) {
    List<? extends FetchedPrices> fetched = chunk.getItems();
    bars +=
        stores
            .prices()
            .save(
                run.executionId(), fetched.stream().flatMap(item -> item.rows().stream()).toList());
    stores
        .actions()
        .save(fetched.stream().flatMap(item -> item.opinion().actions().stream()).toList());
    stores
        .quarantine()
        .save(
            run.executionId(),
            fetched.stream().flatMap(item -> item.opinion().quarantined().stream()).toList());
    List<Symbol> listed =
        fetched.stream()
            .filter(item -> item.symbol().kind() == AssetKind.LISTED)
            .map(item -> item.symbol().symbol())
            .toList();
    storeAnsweredAlike(listed);
    stores.flags().revise(listed, run.lookback());
    stores
        .ofRun()
        .notYetListed(
            run,
            fetched.stream()
                .filter(FetchedPrices::listedLater)
                .map(item -> item.symbol().symbol())
                .toList());
    stores
        .universe()
        .unknown(
            run.instanceId(),
            fetched.stream()
                .filter(item -> item.noData().filter(NoData::unknown).isPresent())
                .map(item -> item.symbol().symbol())
                .toList());
    registerFirstPriced(fetched);
    count(fetched);
  }

  /**
   * Who says the same of a session in three nights is stored, as suspect, where nobody else did.
   */
  private void storeAnsweredAlike(List<Symbol> symbols) {
    for (QuarantineRow row : stores.quarantine().answeredAlike(SAME_NIGHTS, symbols)) {
      QuarantinedValue value = row.value();
      LocalDate session = LocalDate.parse(value.date());
      DailyBar bar =
          new DailyBar(
              Symbol.of(value.symbol()),
              session,
              null,
              null,
              null,
              Objects.requireNonNull(value.close(), "a close"),
              null);
      stores
          .prices()
          .save(
              run.executionId(),
              List.of(
                  new PriceRow(
                      bar,
                      value.source(),
                      providers.rank(AssetKind.LISTED, value.source()),
                      session.isBefore(run.firstProvisional()),
                      Set.of(PriceFlag.SUSPECT_JUMP))));
      stores.quarantine().decide(row.id(), "REPEATED");
    }
  }

  /** A symbol of a position enters the universe with its first price. */
  private void registerFirstPriced(List<? extends FetchedPrices> fetched) {
    List<? extends FetchedPrices> priced =
        fetched.stream().filter(item -> !item.rows().isEmpty()).toList();
    stores
        .universe()
        .firstSeen(
            priced.stream()
                .map(FetchedPrices::symbol)
                .filter(symbol -> symbol.reason() == UniverseReason.HELD)
                .toList(),
            run.date());
    Map<Symbol, LocalDate> since = new TreeMap<>();
    for (FetchedPrices item : priced) {
      Symbol symbol = item.symbol().symbol();
      since.put(symbol, stores.ofRun().askedSince(run, symbol));
    }
    stores.onboarding().complete(since);
  }

  private void count(List<? extends FetchedPrices> fetched) {
    for (FetchedPrices item : fetched) {
      unanswered.note(item);
      flagged += item.rows().stream().filter(StorePrices::doubted).count();
      quarantined += item.opinion().quarantined().size();
      futureBars += item.first().answer().futureBars();
      unrequestedRows += item.first().answer().unrequestedRows();
      duplicates += item.first().duplicates();
    }
  }

  private static boolean doubted(PriceRow row) {
    return row.flags().stream().anyMatch(flag -> flag != PriceFlag.REPEATED);
  }

  @Override
  public ExitStatus afterStep(StepExecution step) {
    IgnoredRows ignored = providers.besides(requested());
    unrequestedRows += ignored.unrequested();
    progress.note(
        ("%d bars merged, %d of them flagged, %d values quarantined; %d duplicates, %d later bars and %d rows of other"
                    + " symbols ignored")
                .formatted(bars, flagged, quarantined, duplicates, futureBars, unrequestedRows)
            + describe(ignored.noSymbols()));
    ExecutionContext kept = step.getExecutionContext();
    kept.putLong("bars", bars);
    kept.putLong("flagged", flagged);
    kept.putLong("quarantined", quarantined);
    kept.putLong("duplicates", duplicates);
    kept.putLong("laterBars", futureBars);
    kept.putLong("unrequestedRows", unrequestedRows);
    kept.putLong("rowsWithoutSymbol", sum(ignored.noSymbols()));
    return step.getExitStatus();
  }

  /** Those of the universe that a provider is asked for, now or before a restart. */
  private Set<Symbol> requested() {
    return stores.ofRun().all(run).stream()
        .filter(entry -> entry.included() || entry.reason() == UniverseReason.NOT_YET_LISTED)
        .map(UniverseSymbol::symbol)
        .collect(Collectors.toUnmodifiableSet());
  }

  private static String describe(Map<String, Long> noSymbols) {
    if (noSymbols.isEmpty()) {
      return "";
    }
    String named =
        noSymbols.keySet().stream()
            .limit(NAMED)
            .map(Printable::quoted)
            .collect(Collectors.joining(", "));
    return ", and %d rows of what is no symbol: %s%s"
        .formatted(sum(noSymbols), named, noSymbols.size() > NAMED ? ", ..." : "");
  }

  private static long sum(Map<String, Long> rows) {
    return rows.values().stream().mapToLong(Long::longValue).sum();
  }
}
