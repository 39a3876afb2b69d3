package io.afterclose.symbolbatch.session;

/**
 * How many symbols go into one transaction. Never changes a result.
 *
 * @param items at least 1; below 100 the framework's own work shows in the time
 */
public record ChunkSize(int items) {

  public ChunkSize {
    if (items < 1 || items > 100_000) {
      throw new IllegalArgumentException("a chunk size is from 1 to 100000 symbols, not " + items);
    }
  }
}
