package io.afterclose.symbolbatch.universe;

import io.afterclose.cli.output.ResultTable;
import io.afterclose.market.universe.UniverseDecision;
import io.afterclose.market.universe.UniverseMember;
import io.afterclose.quant.symbol.Symbol;
import java.time.LocalDate;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** Why a symbol is in the universe or out of it, as a row. */
final class UniverseHistory {

  private UniverseHistory() {}

  /**
   * One row: the last run's decision, and since which run it stands.
   *
   * @param decisions of the runs, newest first
   */
  static ResultTable of(
      Symbol symbol, Optional<UniverseMember> member, List<UniverseDecision> decisions) {
    ResultTable result =
        ResultTable.of(
            "symbol",
            "in_universe",
            "reason",
            "since",
            "last_night",
            "origin",
            "first_seen",
            "deactivated_on");
    Optional<UniverseDecision> last = decisions.stream().findFirst();
    result.add(
        symbol,
        last.map(decision -> decision.reason().included()).orElse(null),
        last.map(UniverseDecision::reason).orElse(null),
        since(decisions),
        last.map(UniverseDecision::session).orElse(null),
        member.map(known -> known.explicit() ? "EXPLICIT" : "POSITION").orElse(null),
        member.map(UniverseMember::firstSeen).orElse(null),
        member.map(UniverseMember::deactivatedOn).orElse(null));
    return result;
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
