package io.afterclose.symbolbatch.universe;

import io.afterclose.market.price.MarketDataAuditStore;
import io.afterclose.market.price.MarketDataAuditStore.Decision;
import io.afterclose.market.price.OperatorActionStore;
import io.afterclose.market.universe.ScopeStore;
import io.afterclose.market.universe.UniverseMember;
import io.afterclose.market.universe.UniverseStore;
import io.afterclose.quant.price.CorporateAction;
import io.afterclose.quant.symbol.Symbol;
import io.afterclose.run.outcome.InvalidInputException;
import java.time.Clock;
import java.util.List;
import java.util.Set;
import javax.sql.DataSource;
import org.springframework.jdbc.support.JdbcTransactionManager;
import org.springframework.transaction.support.TransactionTemplate;

/**
 * States a RENAME and gives the membership of the old symbol to the new one from its date on. The
 * old one stays a member of the nights before, so that a backfill sees the universe of its night.
 */
final class MemberRename {

  private final DataSource dataSource;
  private final Clock clock;

  MemberRename(DataSource dataSource, Clock clock) {
    this.dataSource = dataSource;
    this.clock = clock;
  }

  /**
   * Does all of it, or nothing.
   *
   * @throws InvalidInputException when neither symbol is known
   */
  void carryOut(CorporateAction rename, String reason) {
    Symbol old = rename.symbol();
    Symbol other = rename.otherSymbol().orElseThrow();
    Set<Symbol> known = new ScopeStore(dataSource).known(List.of(old, other));
    if (known.isEmpty()) {
      throw new InvalidInputException(
          "neither %s nor %s is a member or held; see 'universe list'".formatted(old, other));
    }
    new TransactionTemplate(new JdbcTransactionManager(dataSource))
        .executeWithoutResult(
            status -> {
              new OperatorActionStore(dataSource, clock).state(rename);
              moveMembership(rename);
              new MarketDataAuditStore(dataSource)
                  .record(
                      new Decision(
                          "universe rename",
                          old,
                          rename.exDate(),
                          rename.exDate(),
                          "%s is %s from %s on".formatted(old, other, rename.exDate()),
                          reason));
            });
  }

  private void moveMembership(CorporateAction rename) {
    UniverseStore universe = new UniverseStore(dataSource, clock);
    Symbol other = rename.otherSymbol().orElseThrow();
    List<UniverseMember> members = universe.members();
    if (members.stream().noneMatch(member -> member.symbol().equals(other))) {
      members.stream()
          .filter(member -> member.symbol().equals(rename.symbol()))
          .map(
              old ->
                  new UniverseMember(
                      other,
                      old.kind(),
                      false,
                      old.name(),
                      old.sector(),
                      old.industry(),
                      rename.exDate(),
                      null))
          .findFirst()
          .ifPresent(member -> universe.add(List.of(member)));
    }
  }
}
