package io.afterclose.symbolbatch.universe;

import io.afterclose.market.universe.UniverseDecision;
import io.afterclose.market.universe.UniverseMember;
import io.afterclose.quant.symbol.Symbol;
import java.time.LocalDate;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * Why a symbol is in the universe or out of it.
 *
 * @param last the last run's decision; empty before the first
 * @param since the oldest session since which it has not changed; null before the first
 */
record UniverseHistory(
    Symbol symbol,
    Optional<UniverseMember> member,
    Optional<UniverseDecision> last,
    @Nullable LocalDate since) {

  /**
   * The history by its decisions.
   *
   * @param decisions of the runs, newest first
   */
  static UniverseHistory of(
      Symbol symbol, Optional<UniverseMember> member, List<UniverseDecision> decisions) {
    return new UniverseHistory(symbol, member, decisions.stream().findFirst(), since(decisions));
  }

  private static @Nullable LocalDate since(List<UniverseDecision> decisions) {
    LocalDate since = null;
    for (UniverseDecision decision : decisions) {
      if (decision.reason() != decisions.get(0).reason()) {
        break;
      }
      since = decision.session();
    }
    return since;
  }
}
