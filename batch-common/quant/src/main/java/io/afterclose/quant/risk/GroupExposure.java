package io.afterclose.quant.risk;

import java.math.BigDecimal;
import java.util.Map;
import java.util.SortedMap;
import java.util.TreeMap;

/**
 * What a portfolio holds of a sector or another group, USD.
 *
 * @param longValue 0 or more
 * @param shortValue 0 or below
 */
public record GroupExposure(BigDecimal longValue, BigDecimal shortValue) {
  private static final GroupExposure NOTHING = new GroupExposure(BigDecimal.ZERO, BigDecimal.ZERO);

  /** Long plus short. The nets of all groups, cash among them, add up to the net asset value. */
  public BigDecimal net() {
    return longValue.add(shortValue);
  }

  /** Long less short. */
  public BigDecimal gross() {
    return longValue.subtract(shortValue);
  }

  /** This and one more exposure, signed. */
  public GroupExposure plus(BigDecimal exposure) {
    return exposure.signum() < 0
        ? new GroupExposure(longValue, shortValue.add(exposure))
        : new GroupExposure(longValue.add(exposure), shortValue);
  }

  /**
   * By group, ascending.
   *
   * @param exposures each with its group: a sector, Cash, Fund, Private, Options or Unknown
   */
  public static SortedMap<String, GroupExposure> byGroup(
      Iterable<Map.Entry<String, BigDecimal>> exposures) {
    SortedMap<String, GroupExposure> groups = new TreeMap<>();
    exposures.forEach(
        entry ->
            groups.merge(
                entry.getKey(),
                NOTHING.plus(entry.getValue()),
                (known, added) -> known.plus(entry.getValue())));
    return groups;
  }
}
