package io.afterclose.symbolbatch.provider;

/** In which shares a file's prices are quoted. Names are those of the option's values. */
public enum PriceBasis {
  /** In the shares of each day. */
  AS_TRADED,
  /** In today's shares: divided by every later split. */
  SPLIT_ADJUSTED;

  @Override
  public String toString() {
    return name().toLowerCase(java.util.Locale.ROOT).replace('_', '-');
  }
}
