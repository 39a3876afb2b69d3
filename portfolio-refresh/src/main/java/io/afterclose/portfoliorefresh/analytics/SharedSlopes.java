package io.afterclose.portfoliorefresh.analytics;

import io.afterclose.quant.figure.Figure;
import io.afterclose.quant.stress.StressFactor;
import io.afterclose.quant.symbol.Symbol;
import java.time.LocalDate;
import java.util.Iterator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.Supplier;

/**
 * The slopes of symbols on factors, worked out once for all partitions that are at the same
 * session. An entry is of the returns that it was made of, so a later correction does not find it.
 */
final class SharedSlopes {
  private static final int SESSIONS = 3;

  private record Key(Set<StressFactor> factors, Symbol symbol, String returns) {}

  private final Map<LocalDate, Map<Key, Figure<List<Double>>>> bySession = new LinkedHashMap<>();

  /**
   * Those of a symbol.
   *
   * @param returns hash of the returns of the symbol and of the funds
   */
  Figure<List<Double>> of(
      LocalDate session,
      Set<StressFactor> factors,
      Symbol symbol,
      String returns,
      Supplier<Figure<List<Double>>> fit) {
    Map<Key, Figure<List<Double>>> known = of(session);
    Key key = new Key(factors, symbol, returns);
    Figure<List<Double>> slopes = known.get(key);
    if (slopes == null) {
      slopes = fit.get();
      known.put(key, slopes);
    }
    return slopes;
  }

  private synchronized Map<Key, Figure<List<Double>>> of(LocalDate session) {
    Map<Key, Figure<List<Double>>> known = bySession.get(session);
    if (known == null) {
      known = new ConcurrentHashMap<>();
      bySession.put(session, known);
      Iterator<LocalDate> oldest = bySession.keySet().iterator();
      if (bySession.size() > SESSIONS) {
        oldest.next();
        oldest.remove();
      }
    }
    return known;
  }
}
