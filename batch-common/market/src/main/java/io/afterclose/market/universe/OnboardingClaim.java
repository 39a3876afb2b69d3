package io.afterclose.market.universe;

import io.afterclose.quant.symbol.Symbol;
import java.util.List;
import java.util.UUID;

/**
 * What a worker was given to do. It is the worker's as long as its heartbeats come; what it writes
 * later changes nothing.
 *
 * @param id what its rows are marked with
 * @param symbols in symbol order, at least one
 */
public record OnboardingClaim(UUID id, List<ClaimedSymbol> symbols) {

  public OnboardingClaim {
    symbols = List.copyOf(symbols);
  }

  /**
   * One symbol of it.
   *
   * @param attempts how many were made, this one among them
   * @param source who asked for it: cron, operator, onboarding, settings or admin
   */
  public record ClaimedSymbol(Symbol symbol, int attempts, String source) {}
}
