package io.afterclose.portfoliorefresh.valuation;

import io.afterclose.portfolio.position.CashMovement;
import io.afterclose.portfolio.position.CashMovement.Kind;
import io.afterclose.portfolio.position.PortfolioHistory;
import io.afterclose.portfoliorefresh.valuation.CashRow.Origin;
import java.time.LocalDate;
import java.util.Comparator;
import java.util.List;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/**
 * A portfolio's cash ledger up to and including a day: its explicit rows, and the TRADE and
 * DIVIDEND rows that positions imply and no explicit row replaces.
 *
 * <p>Implied rows up to and including the date of the first explicit row are balanced by external
 * flows, since nothing is known of the cash before it; later ones move cash. Within a day a BALANCE
 * comes last; what it changes is an external flow. So a change in net asset value less the flows is
 * price change, dividends and fees only, whatever was recorded and when.
 */
public final class CashLedger {
  private static final Comparator<CashRow> BALANCE_LAST =
      Comparator.comparing(CashRow::date).thenComparing(row -> row.kind() == Kind.BALANCE);

  private final List<CashRow> rows;

  private CashLedger(List<CashRow> rows) {
    this.rows = rows;
  }

  /** The ledger up to and including a day, from data of that day or before. */
  public static CashLedger upTo(LocalDate day, PortfolioHistory history, MarketData market) {
    List<CashMovement> recorded =
        history.cash().stream().filter(row -> !row.date().isAfter(day)).toList();
    LocalDate settledUpTo =
        recorded.stream().map(CashMovement::date).min(Comparator.naturalOrder()).orElse(day);
    Set<Replaced> replaced = recorded.stream().flatMap(Replaced::by).collect(Collectors.toSet());
    Stream<CashRow> implied =
        history.positions().stream()
            .flatMap(position -> ImpliedRow.of(new Holding(position, market), day))
            .filter(row -> !replaced.contains(Replaced.of(row)))
            .map(row -> implied(row, settledUpTo));
    return new CashLedger(
        Stream.concat(recorded.stream().map(CashRow::explicit), implied)
            .sorted(BALANCE_LAST)
            .toList());
  }

  private static CashRow implied(ImpliedRow row, LocalDate settledUpTo) {
    Origin origin = row.date().isAfter(settledUpTo) ? Origin.IMPLIED : Origin.IMPLIED_AND_BALANCED;
    return new CashRow(row.date(), row.kind(), row.amount(), origin);
  }

  /** The rows that count, by date, a BALANCE last. */
  public List<CashRow> rows() {
    return rows;
  }

  /** Cash and external flows at the end of the day. */
  public CashState state() {
    CashState state = CashState.NOTHING;
    for (CashRow row : rows) {
      state = row.after(state);
    }
    return state;
  }

  /** Which implied rows an explicit one stands for. */
  private record Replaced(long positionId, LocalDate date, Kind kind) {
    static Replaced of(ImpliedRow row) {
      return new Replaced(row.positionId(), row.date(), row.kind());
    }

    static Stream<Replaced> by(CashMovement recorded) {
      return Stream.ofNullable(recorded.positionId())
          .filter(position -> recorded.kind().replacesImplied())
          .map(position -> new Replaced(position, recorded.date(), recorded.kind()));
    }
  }
}
