package io.afterclose.symbolbatch.price;

import io.afterclose.database.connection.Database;
import io.afterclose.market.price.PriceStore;
import io.afterclose.market.universe.AssetKind;
import io.afterclose.quant.factor.FactorEtfs;
import io.afterclose.quant.symbol.Symbol;
import io.afterclose.run.execution.ProcessContext;
import io.afterclose.run.outcome.InvalidInputException;
import io.afterclose.symbolbatch.provider.PriceProvider;
import io.afterclose.symbolbatch.provider.PriceProviders;
import io.afterclose.symbolbatch.provider.PriceRequest;
import io.afterclose.symbolbatch.provider.ProviderFailure;
import io.afterclose.symbolbatch.session.SessionRun;
import java.time.LocalDate;
import java.util.List;
import java.util.Set;

/**
 * Looks before a run begins whether price files hold the factor ETFs at all: without them nothing
 * can be fitted, and people's first file is mostly one of shares.
 */
public final class FactorEtfsInFiles {

  private static final String FILES = "csv";

  private final Database database;
  private final ProcessContext process;

  /** For runs of a process on a database. */
  public FactorEtfsInFiles(Database database, ProcessContext process) {
    this.database = database;
    this.process = process;
  }

  /**
   * Refuses files that lack an ETF whose price is not stored either.
   *
   * @param date the first session that is to be run
   * @throws InvalidInputException that names those that lack
   */
  public void require(PriceProviders providers, LocalDate date) {
    List<PriceProvider> order = providers.chain().order(AssetKind.LISTED);
    if (!order.stream().map(PriceProvider::name).allMatch(FILES::equals)) {
      return;
    }
    Set<Symbol> stored =
        new PriceStore(database.dataSource(), process.clock()).pricedOn(date, FactorEtfs.ALL);
    List<Symbol> lacking =
        FactorEtfs.ALL.stream()
            .filter(etf -> !stored.contains(etf))
            .filter(etf -> order.stream().noneMatch(files -> has(files, etf, date)))
            .toList();
    if (!lacking.isEmpty()) {
      throw new InvalidInputException(
          "the price files have no row of the factor ETFs %s up to %s; every model is fitted on these, so give a file that has them: --prices A --prices B"
              .formatted(lacking, date));
    }
  }

  private boolean has(PriceProvider files, Symbol etf, LocalDate date) {
    LocalDate from = process.calendar().withinRange(date.minusDays(SessionRun.LOOKBACK_DAYS));
    try {
      return !files.fetch(new PriceRequest(etf, AssetKind.LISTED, from, date)).bars().isEmpty();
    } catch (ProviderFailure never) {
      throw new IllegalStateException("files answer always", never);
    }
  }
}
