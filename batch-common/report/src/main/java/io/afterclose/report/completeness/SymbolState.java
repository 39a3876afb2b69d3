package io.afterclose.report.completeness;

import io.afterclose.portfolio.position.Portfolio;
import io.afterclose.quant.factor.Factor;
import io.afterclose.quant.symbol.Symbol;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * How far a symbol of a portfolio is. Private positions have no market price and are none of them.
 *
 * @param modelled whether it has exposures and metrics: shares and funds that are held on the
 *     session
 * @param market what is stored of it
 * @param queued its row in the queue, if it has one
 */
public record SymbolState(
    Portfolio portfolio,
    Symbol symbol,
    boolean modelled,
    StoredMarket market,
    Optional<QueueRow> queued) {

  private static final int FACTORS = Factor.values().length;

  /**
   * What is stored of a symbol.
   *
   * @param priced whether it has a close on the session, or on the last day on which it was held,
   *     or on some of the ten days before
   * @param pricedSinceEntry whether its closes go back to the entry
   * @param exposures how many of its factors have a row of the session
   * @param unfitted why a factor of them has no value; null where all have one
   * @param measured whether it has a row of metrics of the session or a later one
   * @param expired whether it is an option that was over before the session: nobody looks for one
   */
  public record StoredMarket(
      boolean priced,
      boolean pricedSinceEntry,
      int exposures,
      @Nullable String unfitted,
      boolean measured,
      boolean expired) {}

  /**
   * A row of the queue.
   *
   * @param status PENDING, PROCESSING, COMPLETED or FAILED
   * @param reason why it failed, or why it is tried once more
   */
  public record QueueRow(String status, @Nullable String reason) {

    /** Whether a worker has it or will take it. */
    boolean open() {
      return status.equals("PENDING") || status.equals("PROCESSING");
    }

    boolean failed() {
      return status.equals("FAILED");
    }

    /** The status, and what there is to say about it. */
    String describe() {
      String text =
          switch (status) {
            case "PENDING" -> "waits in the queue";
            case "PROCESSING" -> "is being fetched";
            case "FAILED" -> "failed";
            default -> "was onboarded, but has no price of the session";
          };
      return reason == null ? text : text + ": " + reason;
    }
  }

  /** Whether it is in the queue, or in a worker's hands. */
  public boolean queuedOpen() {
    return queued.filter(QueueRow::open).isPresent();
  }

  /** Whether it is on its way: in the queue, or kept out of a full one, which workers refill. */
  public boolean awaited() {
    return queuedOpen() || (queued.isEmpty() && prices() == Progress.MISSING);
  }

  public Progress prices() {
    if (market.priced()) {
      return Progress.DONE;
    }
    boolean given = market.expired() || queued.filter(QueueRow::failed).isPresent();
    return given ? Progress.FAILED : Progress.MISSING;
  }

  /** Those of the history; a symbol may have none that go back so far. */
  public Progress pricesSinceEntry() {
    return market.pricedSinceEntry() ? Progress.DONE : prices().orElse(Progress.MISSING);
  }

  /** A factor without enough closes stays without a value. */
  public Progress exposures() {
    Progress prices = prices();
    if (prices != Progress.DONE) {
      return prices;
    }
    if (market.exposures() < FACTORS) {
      return Progress.MISSING;
    }
    return market.unfitted() == null ? Progress.DONE : Progress.FAILED;
  }

  public Progress metrics() {
    return market.measured() ? Progress.DONE : prices().orElse(Progress.MISSING);
  }

  /** Why its price is not there, or what it waits for. */
  public String describe() {
    if (market.expired()) {
      return symbol + " expired before it had a price";
    }
    return symbol
        + " "
        + queued
            .map(QueueRow::describe)
            .orElse(
                "has no price of the session and is not in the queue: a worker that has room or the next"
                    + " night prices it");
  }

  /** Why it has not all of its exposures. */
  public String describeExposures() {
    String unfitted = market.unfitted();
    if (!market.priced()) {
      return describe();
    }
    return symbol + (unfitted == null ? " is not fitted yet" : " " + unfitted);
  }
}
