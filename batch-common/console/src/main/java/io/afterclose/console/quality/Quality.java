package io.afterclose.console.quality;

import io.afterclose.report.ValuedBy;
import java.math.BigDecimal;
import java.math.RoundingMode;
import java.time.LocalDate;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * How good the data is.
 *
 * @param session that prices in doubt are of, and that portfolios should have
 * @param sums of lots of newest snapshots
 * @param symbols with lots that have no close of their session
 * @param next the symbol behind which more of them begin; null for none
 * @param doubts values of the session that were kept out, or that are stored and in doubt
 * @param doubtsLeftOut how many more there are
 */
record Quality(
    LocalDate session,
    QualityStore.Portfolios portfolios,
    Map<ValuedBy, QualityStore.Sum> sums,
    List<Late> symbols,
    @Nullable String next,
    List<Doubt> doubts,
    int doubtsLeftOut) {

  Quality {
    sums = Map.copyOf(sums);
    symbols = List.copyOf(symbols);
    doubts = List.copyOf(doubts);
  }

  /**
   * A symbol.
   *
   * @param sessionsLate sessions since its newest close; null where it has none
   * @param queue its place in the queue of new symbols; null where it is not there
   * @param reason what the queue says; null for nothing
   */
  record Late(
      QualityStore.Doubtful symbol,
      @Nullable Integer sessionsLate,
      @Nullable String queue,
      @Nullable String reason) {

    /** The worst of its lots. */
    String status() {
      return symbol.unpriced() > 0 ? "UNPRICED" : symbol.stale() > 0 ? "STALE" : "ESTIMATED";
    }
  }

  /**
   * A value that is in doubt.
   *
   * @param date as the provider wrote it
   * @param stored whether it is stored and flagged; else it was kept out
   * @param close USD as traded; null where it is no number
   * @param decision what somebody decided; null for nothing yet
   */
  record Doubt(
      String symbol,
      String date,
      boolean stored,
      String reason,
      String detail,
      String provider,
      @Nullable BigDecimal close,
      @Nullable String decision) {}

  QualityStore.Sum sum(ValuedBy by) {
    return sums.getOrDefault(by, QualityStore.Sum.NONE);
  }

  /** The share of the gross value that is valued in a way; null without any value. */
  @Nullable BigDecimal share(ValuedBy by) {
    BigDecimal all =
        sums.values().stream()
            .map(QualityStore.Sum::value)
            .reduce(BigDecimal.ZERO, BigDecimal::add);
    return by == ValuedBy.NOTHING || all.signum() == 0
        ? null
        : sum(by).value().divide(all, 6, RoundingMode.HALF_UP);
  }

  /** As answers name it. */
  static String word(ValuedBy by) {
    return switch (by) {
      case CLOSE -> "PRICED";
      case OLDER_CLOSE -> "STALE";
      case OWNER -> "ESTIMATED";
      case NOTHING -> "UNPRICED";
    };
  }
}
