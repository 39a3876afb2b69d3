package io.afterclose.console.symbols;

import io.afterclose.quant.factor.Factor;
import java.math.BigDecimal;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * A symbol at the close of a session.
 *
 * @param name null where it is not known
 * @param sector null where it is not known
 * @param close USD as traded, the newest on or before the session; null where there is none
 * @param closeDate the session of that close
 * @param factors in the order of {@link Factor}, all twelve
 */
public record SymbolRow(
    String symbol,
    @Nullable String name,
    @Nullable String sector,
    @Nullable BigDecimal close,
    @Nullable LocalDate closeDate,
    List<FactorCell> factors) {

  /** As many decimals of R² as are kept. */
  private static final double DIGITS = 1e6;

  public SymbolRow {
    factors = List.copyOf(factors);
  }

  /**
   * An exposure, or why there is none.
   *
   * @param beta the slope as the model caps it; null where it is not fitted
   * @param rSquared 0 to 1, to six decimals; null where it is not known
   * @param observations sessions of the window that it rests on, or that there were for it
   * @param quality FULL_HISTORY or LIMITED_HISTORY; null where it is not fitted
   * @param reason why it is not fitted, NO_ROW where nothing is stored; null where it is
   */
  public record FactorCell(
      Factor factor,
      @Nullable Double beta,
      @Nullable Double rSquared,
      int observations,
      @Nullable String quality,
      @Nullable String reason) {}

  /** The exposure to a factor. */
  public FactorCell factor(Factor factor) {
    return factors.get(SymbolDraft.FACTORS.indexOf(factor));
  }

  /** Whether any factor is fitted. */
  public boolean fitted() {
    return factors.stream().anyMatch(cell -> cell.beta() != null);
  }

  /** By the text of the symbol. */
  static final Comparator<SymbolRow> BY_SYMBOL = Comparator.comparing(SymbolRow::symbol);

  static SymbolRow of(SymbolDraft draft) {
    List<FactorCell> cells = new ArrayList<>();
    for (int f = 0; f < SymbolDraft.FACTORS.size(); f++) {
      Factor factor = SymbolDraft.FACTORS.get(f);
      cells.add(
          cell(factor, draft.beta[f], draft.rSquared[f], draft.observations[f], draft.state[f]));
    }
    return new SymbolRow(
        draft.symbol, draft.name, draft.sector, price(draft.close), day(draft.closeDay), cells);
  }

  static FactorCell cell(Factor factor, double beta, float rSquared, short n, byte state) {
    Optional<String> quality = FactorState.quality(state);
    return new FactorCell(
        factor,
        Double.isNaN(beta) ? null : Double.valueOf(beta),
        Float.isNaN(rSquared) ? null : Double.valueOf(Math.rint(rSquared * DIGITS) / DIGITS),
        n,
        quality.orElse(null),
        FactorState.reason(state).orElse(null));
  }

  static @Nullable BigDecimal price(long scaled) {
    if (scaled == SymbolDraft.NO_PRICE) {
      return null;
    }
    BigDecimal price = BigDecimal.valueOf(scaled, SymbolDraft.PRICE_DECIMALS).stripTrailingZeros();
    return price.scale() < 0 ? price.setScale(0) : price;
  }

  static @Nullable LocalDate day(int epochDay) {
    return epochDay == SymbolDraft.NO_DAY ? null : LocalDate.ofEpochDay(epochDay);
  }
}
