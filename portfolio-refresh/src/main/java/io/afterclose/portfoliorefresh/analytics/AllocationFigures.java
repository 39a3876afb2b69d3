package io.afterclose.portfoliorefresh.analytics;

import io.afterclose.market.profile.SymbolProfile;
import io.afterclose.portfolio.figure.FigureCode;
import io.afterclose.portfolio.figure.FigureKey;
import io.afterclose.portfolio.position.Money;
import io.afterclose.portfoliorefresh.analytics.FigureSheet.Basis;
import io.afterclose.quant.figure.Figure;
import io.afterclose.quant.figure.Figure.Reason;
import io.afterclose.quant.risk.Concentration;
import io.afterclose.quant.risk.GroupExposure;
import io.afterclose.quant.risk.Liquidity;
import io.afterclose.quant.symbol.Symbol;
import java.math.BigDecimal;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;

/** How the net asset value is spread: sectors, classes, concentration, days to sell. */
final class AllocationFigures {

  private static final String CASH = "Cash";
  private static final String PRIVATE = "Private";
  private static final String OPTIONS = "Options";
  private static final List<Integer> OUT_WITHIN = List.of(1, 5, 20);

  private final HeldAtClose held;
  private final DayMarket market;
  private final FigureSheet sheet;

  private AllocationFigures(HeldAtClose held, DayMarket market, FigureSheet sheet) {
    this.held = held;
    this.market = market;
    this.sheet = sheet;
  }

  static void put(HeldAtClose held, DayMarket market, FigureSheet sheet) {
    AllocationFigures figures = new AllocationFigures(held, market, sheet);
    Basis basis = Basis.of(held.hash().whole());
    sheet.put(FigureCode.NET_ASSET_VALUE, Figure.of(held.nav(), count(held)), basis);
    figures.putShares(basis);
    figures.putConcentration(basis);
    figures.putSectors();
    figures.putLiquidity();
  }

  private static int count(HeldAtClose held) {
    return held.listed().size() + held.options().size() + held.privates().size();
  }

  private void putShares(Basis basis) {
    double gross = held.listedGross() + held.otherGross();
    sheet.put(FigureCode.PRIVATE_ALLOCATION, ofNav(sum(held.privates())), basis);
    sheet.put(FigureCode.OPTIONS_ALLOCATION, ofNav(sum(held.options())), basis);
    sheet.put(FigureCode.CASH_ALLOCATION, ofNav(held.cash()), basis);
    sheet.put(FigureCode.LEVERAGE, ofNav(BigDecimal.valueOf(gross)), basis);
    sheet.put(
        FigureKey.of(FigureCode.COVERED_WEIGHT),
        gross > 0
            ? Figure.of(held.listedGross() / gross, count(held))
            : Figure.unknown(Reason.MISSING_INPUT, "nothing with a value is held", 0),
        null,
        held.unpriced().isEmpty() ? "" : "without a price: " + held.unpriced(),
        basis);
  }

  private Figure<Double> ofNav(BigDecimal value) {
    return held.nav() > 0
        ? Figure.of(value.doubleValue() / held.nav(), count(held))
        : Figure.unknown(
            Reason.BASE_NOT_POSITIVE,
            "a net asset value above 0 is needed, found " + held.netAssetValue(),
            count(held));
  }

  private static BigDecimal sum(Iterable<BigDecimal> values) {
    BigDecimal sum = BigDecimal.ZERO;
    for (BigDecimal value : values) {
      sum = sum.add(value);
    }
    return sum;
  }

  private void putConcentration(Basis basis) {
    List<BigDecimal> all = new ArrayList<>(held.listed().values());
    all.addAll(held.options());
    all.addAll(held.privates());
    Figure<Concentration> known =
        Concentration.of(all.stream().mapToDouble(BigDecimal::doubleValue).toArray());
    sheet.put(FigureCode.HERFINDAHL, known.map(Concentration::herfindahl), basis);
    sheet.put(FigureCode.EFFECTIVE_NUMBER, known.map(Concentration::effective), basis);
    sheet.put(FigureCode.LARGEST, "1", known.map(Concentration::largest), basis);
    sheet.put(FigureCode.LARGEST, "3", known.map(Concentration::largestThree), basis);
    sheet.put(FigureCode.LARGEST, "10", known.map(Concentration::largestTen), basis);
  }

  private void putSectors() {
    List<Map.Entry<String, BigDecimal>> entries = new ArrayList<>();
    InputHash hash = held.hash();
    held.listed()
        .forEach(
            (symbol, value) -> {
              String sector = sector(symbol);
              hash.add(sector);
              entries.add(Map.entry(sector, value));
            });
    held.options().forEach(value -> entries.add(Map.entry(OPTIONS, value)));
    held.privates().forEach(value -> entries.add(Map.entry(PRIVATE, value)));
    Basis basis = Basis.of(hash.whole());
    BigDecimal cash = Money.toCents(held.netAssetValue());
    for (var sector : GroupExposure.byGroup(entries).entrySet()) {
      cash = cash.subtract(put(sector.getKey(), sector.getValue(), basis));
    }
    // What the rounding of the others leaves is in cash, so that all nets add up.
    put(CASH, new GroupExposure(cash.max(BigDecimal.ZERO), cash.min(BigDecimal.ZERO)), basis);
  }

  /** Puts a sector's values and gives its net. */
  private BigDecimal put(String sector, GroupExposure value, Basis basis) {
    GroupExposure cents =
        new GroupExposure(Money.toCents(value.longValue()), Money.toCents(value.shortValue()));
    put(FigureCode.SECTOR_LONG, sector, cents.longValue(), basis);
    put(FigureCode.SECTOR_SHORT, sector, cents.shortValue(), basis);
    put(FigureCode.SECTOR_NET, sector, cents.net(), basis);
    put(FigureCode.SECTOR_GROSS, sector, cents.gross(), basis);
    return cents.net();
  }

  private String sector(Symbol symbol) {
    return Sectors.of(symbol, market.profile(symbol).map(SymbolProfile::sector).orElse(null));
  }

  private void put(FigureCode code, String sector, BigDecimal value, Basis basis) {
    sheet.put(new FigureKey(code, "", sector), Figure.of(value.doubleValue(), count(held)), basis);
  }

  private void putLiquidity() {
    InputHash hash = held.hash();
    List<Liquidity> holdings = new ArrayList<>();
    held.listed()
        .forEach(
            (symbol, value) -> {
              double[] volumes = market.volumes(symbol);
              double shares = held.shares().getOrDefault(symbol, BigDecimal.ZERO).doubleValue();
              hash.add(shares).add(volumes);
              holdings.add(Liquidity.of(value.doubleValue(), shares, volumes));
            });
    Basis basis = Basis.of(hash.whole());
    if (held.otherGross() > 0) {
      holdings.add(Liquidity.of(held.otherGross(), 0, new double[0]));
    }
    Figure<Double> unknown = Liquidity.unknownShare(holdings);
    Basis known = basis.covering(unknown.known().map(share -> 1 - share).orElse(null));
    for (int sessions : OUT_WITHIN) {
      sheet.put(
          FigureCode.LIQUIDATED,
          String.valueOf(sessions),
          unknown.flatMap(
              share ->
                  share < 1
                      ? Liquidity.shareOut(holdings, sessions)
                      : Figure.unknown(
                          Reason.MISSING_INPUT, "no volume is known", holdings.size())),
          known);
    }
    sheet.put(FigureCode.UNKNOWN_VOLUME, unknown, basis);
  }
}
