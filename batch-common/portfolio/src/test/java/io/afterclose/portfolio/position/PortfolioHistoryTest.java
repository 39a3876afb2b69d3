package io.afterclose.portfolio.position;

import static io.afterclose.portfolio.position.Stated.cash;
import static io.afterclose.portfolio.position.Stated.cashOf;
import static io.afterclose.portfolio.position.Stated.history;
import static io.afterclose.portfolio.position.Stated.position;
import static io.afterclose.portfolio.position.Stated.valuation;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import io.afterclose.portfolio.position.CashMovement.Kind;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;

class PortfolioHistoryTest {
  private static final Position KEPT = position("AAPL").id(1).made();
  private static final Position DELETED = position("MSFT").id(2).made();

  @Test
  void leaves_out_what_belongs_to_a_deleted_position_because_it_never_was() {
    PortfolioHistory history =
        history(
            List.of(KEPT),
            List.of(
                cashOf(DELETED, "2024-01-02", Kind.TRADE, "-5"), cash("2024-01-03", Kind.FEE, "1")),
            List.of(valuation(DELETED, "2024-01-02", "5"), valuation(KEPT, "2024-01-02", "7")));

    assertThat(history.cash()).extracting(CashMovement::kind).containsExactly(Kind.FEE);
    assertThat(history.valuations()).extracting(ManualValuation::positionId).containsExactly(1L);
  }

  @Test
  void does_not_follow_later_changes_of_the_lists_it_was_made_of() {
    List<Position> positions = new ArrayList<>(List.of(KEPT));
    PortfolioHistory history = history(positions, List.of(), List.of());
    positions.clear();

    assertThat(history.positions()).containsExactly(KEPT);
  }

  @Test
  void refuses_two_different_balances_for_one_day() {
    List<CashMovement> balances =
        List.of(
            cash("2024-01-02", Kind.BALANCE, "5"),
            cash("2024-01-02", Kind.BALANCE, "5.00"),
            cash("2024-01-02", Kind.BALANCE, "6"));

    assertThat(history(List.of(), balances.subList(0, 2), List.of()).cash()).hasSize(2);
    assertThatIllegalArgumentException()
        .isThrownBy(() -> history(List.of(), balances, List.of()))
        .withMessageContaining("expected one BALANCE of 2024-01-02, found 5 and 6");
  }

  @Test
  void refuses_two_different_valuations_of_a_position_as_of_one_day() {
    List<ManualValuation> valuations =
        List.of(valuation(KEPT, "2024-01-02", "5"), valuation(KEPT, "2024-01-02", "6"));

    assertThatIllegalArgumentException()
        .isThrownBy(() -> history(List.of(KEPT), List.of(), valuations))
        .withMessageContaining("expected one valuation of position 1 as of 2024-01-02");
  }

  @Test
  void refuses_rows_of_another_portfolio_and_one_position_twice() {
    Portfolio other = new Portfolio(2, "Other");

    assertThatIllegalArgumentException()
        .isThrownBy(() -> new PortfolioHistory(other, List.of(KEPT), List.of(), List.of()))
        .withMessageContaining("portfolio 'Other' (2)")
        .withMessageContaining("position 1 of portfolio 1");
    assertThatIllegalArgumentException().isThrownBy(() -> history(KEPT, KEPT));
  }

  @Test
  void gives_the_valuations_of_one_position() {
    ManualValuation wanted = valuation(KEPT, "2024-01-02", "7");
    PortfolioHistory history =
        history(
            List.of(KEPT, DELETED),
            List.of(),
            List.of(valuation(DELETED, "2024-01-02", "5"), wanted));

    assertThat(history.valuationsOf(KEPT)).containsExactly(wanted);
  }
}
