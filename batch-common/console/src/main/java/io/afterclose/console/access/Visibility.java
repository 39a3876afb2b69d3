package io.afterclose.console.access;

import java.util.Set;

/**
 * Which portfolios somebody may see.
 *
 * @param all whether all, those to come too
 * @param portfolios the keys of those that may be seen where not all may
 */
public record Visibility(boolean all, Set<Long> portfolios) {

  /** Every portfolio. */
  public static final Visibility ALL = new Visibility(true, Set.of());

  public Visibility {
    portfolios = Set.copyOf(portfolios);
  }

  /** Some portfolios only. */
  public static Visibility of(Set<Long> portfolios) {
    return new Visibility(false, portfolios);
  }

  /** Whether a portfolio may be seen; one that may not is answered as one that does not exist. */
  public boolean allows(long portfolio) {
    return all || portfolios.contains(portfolio);
  }
}
