package io.afterclose.symbolbatch.provider.sample;

import io.afterclose.calendar.TradingCalendar;
import io.afterclose.quant.symbol.OptionContract;
import io.afterclose.quant.symbol.Symbol;
import io.afterclose.symbolbatch.provider.PriceProvider;
import io.afterclose.symbolbatch.provider.PriceRequest;
import io.afterclose.symbolbatch.provider.ProviderBar;
import io.afterclose.symbolbatch.provider.ProviderResponse;
import java.math.BigDecimal;
import java.math.RoundingMode;
import java.time.LocalDate;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.apache.commons.math3.distribution.NormalDistribution;

/**
 * A simulated market for the demo and for tests: the eight factor ETFs and 26 shares whose true
 * market betas rise from 0.1 to 2.6 in the order of their names. The same day has the same price in
 * every run and on every machine.
 */
public final class SampleMarket implements PriceProvider {

  private static final LocalDate FIRST_DAY = LocalDate.of(2018, 1, 2);
  private static final double MARKET_DRIFT = 0.0003;
  private static final double MARKET_VOLATILITY = 0.009;
  private static final double OWN_VOLATILITY = 0.006;
  private static final double OPTION_VOLATILITY = 0.30;
  private static final double DAYS_PER_YEAR = 365.0;
  private static final int PRICE_SCALE = 4;

  private static final List<String> SHARES =
      List.of(
          "ALFA", "BRVO", "CHRL", "DLTA", "ECHO", "FXTR", "GOLF", "HTEL", "INDI", "JULI", "KILO",
          "LIMA", "MIKE", "NOVM", "OSCR", "PAPA", "QBEC", "ROMO", "SIRA", "TNGO", "UNFM", "VCTR",
          "WHSK", "XRAY", "YNKE", "ZULU");

  private static final Map<Symbol, Double> BETAS = betas();

  private final TradingCalendar calendar;
  private final Map<Symbol, List<ProviderBar.RawBar>> paths = new HashMap<>();

  public SampleMarket(TradingCalendar calendar) {
    this.calendar = calendar;
  }

  /** The true market beta of a symbol of this market. */
  public static Optional<Double> trueBeta(Symbol symbol) {
    return Optional.ofNullable(BETAS.get(symbol));
  }

  private static Map<Symbol, Double> betas() {
    Map<Symbol, Double> betas = new LinkedHashMap<>();
    betas.put(Symbol.of("SPY"), 1.0);
    betas.put(Symbol.of("TLT"), -0.2);
    betas.put(Symbol.of("VTV"), 0.85);
    betas.put(Symbol.of("VUG"), 1.15);
    betas.put(Symbol.of("MTUM"), 1.05);
    betas.put(Symbol.of("QUAL"), 0.95);
    betas.put(Symbol.of("IWM"), 1.2);
    betas.put(Symbol.of("USMV"), 0.7);
    for (int share = 0; share < SHARES.size(); share++) {
      betas.put(Symbol.of(SHARES.get(share)), (share + 1) / 10.0);
    }
    return betas;
  }

  @Override
  public String name() {
    return "sample";
  }

  @Override
  public synchronized ProviderResponse fetch(PriceRequest request) {
    List<ProviderBar> bars = new ArrayList<>();
    for (ProviderBar.RawBar bar : path(request.symbol(), request.to())) {
      if (!bar.date().isBefore(request.from()) && !bar.date().isAfter(request.to())) {
        bars.add(bar);
      }
    }
    return bars.isEmpty()
        ? ProviderResponse.NOTHING
        : new ProviderResponse(bars, List.of(), request.actionWindow(), FIRST_DAY, 0, 0);
  }

  private List<ProviderBar.RawBar> path(Symbol symbol, LocalDate to) {
    Optional<OptionContract> contract = OptionContract.parse(symbol.text());
    if (contract.isPresent()) {
      return optionPath(contract.get(), to);
    }
    Double beta = BETAS.get(symbol);
    if (beta == null || to.isBefore(FIRST_DAY)) {
      return List.of();
    }
    List<ProviderBar.RawBar> known = paths.get(symbol);
    if (known == null || known.get(known.size() - 1).date().isBefore(to)) {
      known = simulate(symbol, beta, to);
      paths.put(symbol, known);
    }
    return known;
  }

  private List<ProviderBar.RawBar> simulate(Symbol symbol, double beta, LocalDate to) {
    List<ProviderBar.RawBar> bars = new ArrayList<>();
    double own = symbol.text().equals("SPY") ? 0 : OWN_VOLATILITY;
    double close = 20 + 5 * Math.floorMod(symbol.text().hashCode(), 60);
    for (LocalDate day : calendar.sessions(FIRST_DAY, to)) {
      double open = close;
      double move = beta * market(day) + own * gaussian(symbol.text(), day);
      close = Math.max(0.01, price(close * (1 + move)).doubleValue());
      bars.add(bar(day, open, close, 100_000 + Math.floorMod(day.hashCode(), 900_000)));
    }
    return List.copyOf(bars);
  }

  private static double market(LocalDate day) {
    return MARKET_DRIFT + MARKET_VOLATILITY * gaussian("the market", day);
  }

  private static ProviderBar.RawBar bar(LocalDate day, double open, double close, long volume) {
    return new ProviderBar.RawBar(
        day,
        price(open),
        price(Math.max(open, close)),
        price(Math.min(open, close)),
        price(close),
        BigDecimal.valueOf(volume));
  }

  private static BigDecimal price(double value) {
    return BigDecimal.valueOf(value).setScale(PRICE_SCALE, RoundingMode.HALF_UP);
  }

  /** Black and Scholes at a constant volatility and no interest, a cent at least. */
  private List<ProviderBar.RawBar> optionPath(OptionContract contract, LocalDate to) {
    List<ProviderBar.RawBar> bars = new ArrayList<>();
    for (ProviderBar.RawBar share : path(Symbol.of(contract.root()), to)) {
      if (!share.date().isAfter(contract.expiry())) {
        double value = Math.max(0.01, value(contract, share));
        bars.add(bar(share.date(), value, value, 100));
      }
    }
    return bars;
  }

  private static double value(OptionContract contract, ProviderBar.RawBar share) {
    double spot = share.close().doubleValue();
    double strike = contract.strike().doubleValue();
    double years = ChronoUnit.DAYS.between(share.date(), contract.expiry()) / DAYS_PER_YEAR;
    if (years <= 0) {
      return contract.intrinsicValue(share.close()).doubleValue();
    }
    double spread = OPTION_VOLATILITY * Math.sqrt(years);
    double d1 = Math.log(spot / strike) / spread + spread / 2;
    NormalDistribution normal = new NormalDistribution(null, 0, 1);
    double call =
        spot * normal.cumulativeProbability(d1)
            - strike * normal.cumulativeProbability(d1 - spread);
    return contract.right() == OptionContract.Right.CALL ? call : call - spot + strike;
  }

  /** Nearly normal, from twelve uniform numbers that depend on name and day alone. */
  private static double gaussian(String name, LocalDate day) {
    long state = name.hashCode() * 0x9E3779B97F4A7C15L + day.toEpochDay() * 0xD1B54A32D192ED03L;
    double sum = -6;
    for (int draw = 0; draw < 12; draw++) {
      state += 0x9E3779B97F4A7C15L;
      sum += (mixed(state) >>> 11) * 0x1.0p-53;
    }
    return sum;
  }

  /** The finaliser of SplitMix64 (Steele, Lea and Flood 2014). */
  private static long mixed(long state) {
    long mixed = (state ^ (state >>> 30)) * 0xBF58476D1CE4E5B9L;
    mixed = (mixed ^ (mixed >>> 27)) * 0x94D049BB133111EBL;
    return mixed ^ (mixed >>> 31);
  }
}
