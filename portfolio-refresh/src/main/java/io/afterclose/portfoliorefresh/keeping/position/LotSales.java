package io.afterclose.portfoliorefresh.keeping.position;

import io.afterclose.database.connection.Database;
import io.afterclose.portfolio.position.Exit;
import io.afterclose.portfolio.position.InvalidPortfolioException;
import io.afterclose.portfolio.position.LotDivisionStore;
import io.afterclose.portfolio.position.LotStore;
import io.afterclose.portfolio.position.Portfolio;
import io.afterclose.portfolio.position.PortfolioHistory;
import io.afterclose.portfolio.position.PortfolioStore;
import io.afterclose.portfolio.position.Position;
import io.afterclose.portfoliorefresh.keeping.OptionValues;
import io.afterclose.portfoliorefresh.snapshot.SnapshotComponents;
import io.afterclose.run.execution.ProcessContext;
import java.time.LocalDate;
import java.util.Comparator;
import java.util.List;
import java.util.function.Predicate;

/** The sales of one portfolio's lots; to be used in the transaction that has it locked. */
public final class LotSales {

  /** First in, first out. */
  private static final Comparator<Position> FIFO =
      Comparator.comparing(Position::entryDate).thenComparing(Position::id);

  private final LotStore lots;
  private final LotDivisionStore divisions;
  private final SnapshotComponents components;
  private final PortfolioHistory history;

  public LotSales(ProcessContext process, Database opened, Portfolio portfolio) {
    this.lots = new LotStore(opened.dataSource(), process.clock());
    this.divisions = new LotDivisionStore(opened.dataSource(), process.clock());
    this.components =
        new SnapshotComponents(opened.dataSource(), process.calendar(), process.clock());
    try {
      this.history = new PortfolioStore(opened.dataSource(), process.clock()).history(portfolio);
    } catch (InvalidPortfolioException invalid) {
      throw OptionValues.refused(String.valueOf(invalid.getMessage()));
    }
  }

  /** The lot of a key. */
  public Position lot(long id) {
    return history.positions().stream().filter(lot -> lot.id() == id).findFirst().orElseThrow();
  }

  /** Those of the open lots that are held on a day, the oldest first. */
  public LotsHeld held(LocalDate day, Predicate<Position> which) {
    return held(day, history.positions().stream().filter(which).sorted(FIFO).toList());
  }

  /** Those of some lots that are open and held on a day, in their order. */
  public LotsHeld held(LocalDate day, List<Position> some) {
    return new LotsHeld(
        day,
        some.stream().filter(lot -> lot.exit() == null).toList(),
        components.heldQuantities().on(day, history));
  }

  /** Closes what the sales take; of a lot that is sold in part, a part that is divided off. */
  public void close(List<LotSale> sales, Exit exit) {
    for (LotSale sale : sales) {
      lots.close(sale.isWhole() ? sale.lot().id() : divide(sale, exit.date()), exit);
    }
  }

  private long divide(LotSale sale, LocalDate day) {
    return divisions.divide(sale.lot(), LotsHeld.recorded(sale), day);
  }
}
