package io.afterclose.portfoliorefresh.analytics;

import io.afterclose.market.price.PriceRow;
import io.afterclose.portfoliorefresh.RefreshWorld;
import io.afterclose.portfoliorefresh.fixture.StoredPrices;
import io.afterclose.quant.factor.FactorEtfs;
import io.afterclose.quant.symbol.Symbol;
import java.math.BigDecimal;
import java.math.MathContext;
import java.math.RoundingMode;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;

/**
 * Prices of the factor funds and of some shares that follow SPY by a known slope, from a fixed
 * seed: the return of a share is slope × that of SPY and a part of its own.
 */
public final class StoredYears {

  public static final LocalDate LAST = RefreshWorld.D;
  public static final List<LocalDate> SESSIONS = RefreshWorld.calendar().lastSessions(420, LAST);

  private StoredYears() {}

  /** A share that follows the market. */
  public record Share(String symbol, double slope, double own) {}

  public static final List<Share> SHARES =
      List.of(
          new Share("AAA", 1.2, 0.01),
          new Share("BBB", 0.6, 0.008),
          new Share("CCC", -0.4, 0.012),
          new Share("DDD", 0.9, 0.02));

  /** Stores them. */
  public static void store(RefreshWorld world) {
    Random random = new Random(7);
    double[] market = new double[SESSIONS.size()];
    for (int t = 1; t < market.length; t++) {
      market[t] = 0.0004 + 0.011 * random.nextGaussian();
    }
    List<PriceRow> rows = new ArrayList<>();
    for (Symbol fund : FactorEtfs.ALL) {
      double slope = fund.equals(FactorEtfs.SPY) ? 1 : fund.equals(FactorEtfs.TLT) ? -0.3 : 0.9;
      double own = fund.equals(FactorEtfs.SPY) ? 0 : 0.006;
      add(rows, new Share(fund.text(), slope, own), market, random);
    }
    SHARES.forEach(share -> add(rows, share, market, random));
    world.prices().save(rows);
  }

  private static void add(List<PriceRow> rows, Share share, double[] market, Random random) {
    BigDecimal close = BigDecimal.valueOf(100);
    for (int t = 0; t < market.length; t++) {
      double change = t == 0 ? 0 : share.slope() * market[t] + share.own() * random.nextGaussian();
      close =
          close
              .multiply(BigDecimal.valueOf(1 + change), MathContext.DECIMAL64)
              .setScale(6, RoundingMode.HALF_UP);
      rows.add(StoredPrices.row(share.symbol(), SESSIONS.get(t), close));
    }
  }

  /** The session so many sessions before the last. */
  public static LocalDate back(int sessions) {
    return SESSIONS.get(SESSIONS.size() - 1 - sessions);
  }
}
