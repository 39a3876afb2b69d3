package io.afterclose.symbolbatch.provider;

import java.time.Duration;

/**
 * What one fetch costs at a provider.
 *
 * @param requests sent for what the provider knows; 0 when it sends none
 * @param spacing between two requests within the provider's rate; zero without a limit
 */
public record FetchCost(int requests, Duration spacing) {

  /** For what takes no request: files and simulations. */
  public static final FetchCost NONE = new FetchCost(0, Duration.ZERO);
}
