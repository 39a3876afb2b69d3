package io.afterclose.console.portfolios;

import io.afterclose.console.access.ActorAuthentication;
import io.afterclose.console.problem.ProblemException;
import io.afterclose.portfolio.figure.FigureStore;
import io.afterclose.portfolio.position.ListedLot;
import io.afterclose.portfolio.position.LotStore;
import io.afterclose.portfolio.snapshot.PortfolioStanding;
import io.afterclose.portfolio.snapshot.PortfolioStanding.Newest;
import io.afterclose.portfolio.snapshot.Revision;
import io.afterclose.report.StoredPositions;
import io.afterclose.report.figure.FigureValue;
import java.math.BigDecimal;
import java.time.LocalDate;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.OptionalDouble;
import org.jspecify.annotations.Nullable;
import org.springframework.http.ResponseEntity;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.bind.annotation.RestController;

/** What a portfolio holds, as far as it is stored. */
@RestController
final class PositionController {

  private static final String EARLIER =
      "of an earlier session only the values of listed symbols are stored; 'portfolio-refresh"
          + " explain' reads the lots back";

  private final VisiblePortfolios portfolios;
  private final SnapshotRows snapshots;
  private final LotStore lots;
  private final FigureStore figures;

  PositionController(
      VisiblePortfolios portfolios, SnapshotRows snapshots, LotStore lots, FigureStore figures) {
    this.portfolios = portfolios;
    this.snapshots = snapshots;
    this.lots = lots;
    this.figures = figures;
  }

  /** The lots of the newest session, or the symbols of an earlier one. */
  @GetMapping("/api/v1/portfolios/{id}/positions")
  ResponseEntity<String> positions(
      ActorAuthentication asked, @PathVariable String id, @RequestParam @Nullable String date) {
    PortfolioStanding standing = portfolios.seen(asked.getPrincipal(), id);
    LocalDate wanted = RequestValues.date("date", date);
    Newest newest = standing.newest().orElse(null);
    LocalDate session = wanted == null && newest != null ? newest.date() : wanted;
    if (session == null) {
      Map<String, @Nullable Object> members =
          VisiblePortfolios.nothing(
              standing.portfolio(), PortfolioController.NO_SNAPSHOT, PortfolioController.FIRST_RUN);
      members.put("positions", List.of());
      return StoredAnswer.of(members);
    }
    List<Revision> revisions = snapshots.ofDate(standing.portfolio(), session);
    if (revisions.isEmpty()) {
      throw ProblemException.notFound(
          "snapshot of " + standing.portfolio().name() + " on " + session);
    }
    Revision latest = revisions.get(revisions.size() - 1);
    BigDecimal netAssetValue = latest.totals().cash().netAssetValue();
    StoredPositions stored = StoredPositions.of(lots, figures, standing.portfolio(), session);
    Map<String, @Nullable Object> members =
        portfolios.about(standing.portfolio(), session, latest.number());
    members.put("net_asset_value", netAssetValue);
    members.put("cash_value", latest.totals().cash().value());
    members.put("basis", stored.isNewest() ? "LOTS" : "SYMBOLS");
    members.put("note", stored.isNewest() ? null : EARLIER);
    members.put(
        "positions",
        stored.isNewest()
            ? stored.lots().stream().map(lot -> lot(lot, netAssetValue)).toList()
            : stored.symbols().stream().map(PositionController::symbol).toList());
    return StoredAnswer.of(members);
  }

  /** With the keys of the command {@code position list}. */
  private static Map<String, @Nullable Object> lot(ListedLot lot, BigDecimal netAssetValue) {
    BigDecimal value = lot.marketValue();
    Map<String, @Nullable Object> row = new LinkedHashMap<>();
    row.put("position", lot.key());
    row.put("symbol", lot.symbol());
    row.put("class", lot.investmentClass());
    row.put("type", lot.side());
    row.put("quantity", lot.quantity());
    row.put("quantity_as_of", lot.quantityAsOf());
    row.put("multiplier", lot.multiplier());
    row.put("entry_date", lot.entryDate());
    row.put("entry_price", lot.entryPrice());
    row.put("valued_on", lot.valuedOn());
    row.put("last_price", lot.lastPrice());
    row.put("last_price_date", lot.lastPriceDate());
    row.put("market_value", value);
    row.put(
        "weight",
        value == null || netAssetValue.signum() <= 0
            ? null
            : value.doubleValue() / netAssetValue.doubleValue());
    row.put("unrealized_pnl", lot.unrealizedPnl());
    row.put("status", status(lot));
    row.put(
        "reason",
        value == null ? "NO_PRICE" : netAssetValue.signum() <= 0 ? "BASE_NOT_POSITIVE" : null);
    return row;
  }

  private static String status(ListedLot lot) {
    return switch (StoredPositions.valuedBy(lot)) {
      case CLOSE -> "PRICED";
      case OLDER_CLOSE -> "STALE";
      case OWNER -> "ESTIMATED";
      case NOTHING -> "UNPRICED";
    };
  }

  private static Map<String, @Nullable Object> symbol(StoredPositions.SymbolValue symbol) {
    OptionalDouble value = symbol.value();
    OptionalDouble weight = symbol.weight();
    Map<String, @Nullable Object> row = new LinkedHashMap<>();
    row.put("symbol", symbol.symbol());
    row.put("market_value", value.isPresent() ? FigureValue.cents(value.getAsDouble()) : null);
    row.put("weight", weight.isPresent() ? weight.getAsDouble() : null);
    row.put(
        "reason",
        value.isEmpty() ? "MISSING_INPUT" : weight.isEmpty() ? "BASE_NOT_POSITIVE" : null);
    return row;
  }
}
