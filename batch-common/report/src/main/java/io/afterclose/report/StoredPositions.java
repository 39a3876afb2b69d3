package io.afterclose.report;

import io.afterclose.portfolio.figure.FigureGrid;
import io.afterclose.portfolio.figure.FigureStore;
import io.afterclose.portfolio.figure.GridCode;
import io.afterclose.portfolio.figure.StoredGrid;
import io.afterclose.portfolio.position.ListedLot;
import io.afterclose.portfolio.position.LotStore;
import io.afterclose.portfolio.position.Portfolio;
import java.time.LocalDate;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.OptionalDouble;

/**
 * What is stored of the positions of a session. Lots show their values of the newest one; of those
 * before, the values of listed symbols are kept, together with the figures.
 *
 * @param lots those that are valued on the session; none for an earlier one
 * @param symbols the listed ones of an earlier session; none for the newest
 * @param isNewest whether no lot is valued later
 */
public record StoredPositions(List<ListedLot> lots, List<SymbolValue> symbols, boolean isNewest) {

  /**
   * The value of all lots of a symbol.
   *
   * @param value signed, USD; empty where it is not known
   * @param weight value / net asset value; empty where it is not known
   */
  public record SymbolValue(String symbol, OptionalDouble value, OptionalDouble weight) {}

  public StoredPositions {
    lots = List.copyOf(lots);
    symbols = List.copyOf(symbols);
  }

  /** Those of a session. */
  public static StoredPositions of(
      LotStore lots, FigureStore figures, Portfolio portfolio, LocalDate date) {
    List<ListedLot> all = lots.list(portfolio, null, false);
    boolean newest =
        all.stream().map(ListedLot::valuedOn).filter(Objects::nonNull).noneMatch(date::isBefore);
    if (newest) {
      return new StoredPositions(
          all.stream().filter(lot -> date.equals(lot.valuedOn())).toList(), List.of(), true);
    }
    return new StoredPositions(
        List.of(),
        Optional.ofNullable(figures.grids(portfolio.id(), date).get(GridCode.POSITION_EXPOSURES))
            .map(StoredGrid::grid)
            .map(StoredPositions::symbols)
            .orElse(List.of()),
        false);
  }

  private static List<SymbolValue> symbols(FigureGrid grid) {
    return grid.rows().stream()
        .map(
            symbol ->
                new SymbolValue(symbol, grid.at(symbol, "EXPOSURE"), grid.at(symbol, "WEIGHT")))
        .toList();
  }

  /** What the value of a lot comes from. */
  public static ValuedBy valuedBy(ListedLot lot) {
    if (lot.marketValue() == null) {
      return ValuedBy.NOTHING;
    }
    if (lot.investmentClass().equals("PRIVATE")) {
      return ValuedBy.OWNER;
    }
    return Objects.equals(lot.lastPriceDate(), lot.valuedOn())
        ? ValuedBy.CLOSE
        : ValuedBy.OLDER_CLOSE;
  }
}
