package io.afterclose.market.universe;

/**
 * What a symbol is traded as: a share or fund, or an option contract. Only the first has factors.
 */
public enum AssetKind {
  LISTED,
  OPTION
}
