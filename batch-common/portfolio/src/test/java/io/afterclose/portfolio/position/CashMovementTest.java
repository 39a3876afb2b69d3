package io.afterclose.portfolio.position;

import static io.afterclose.portfolio.position.Stated.cash;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import io.afterclose.portfolio.position.CashMovement.Kind;
import io.afterclose.quant.symbol.Symbol;
import java.math.BigDecimal;
import java.time.LocalDate;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

class CashMovementTest {
  private static final LocalDate DAY = LocalDate.parse("2024-01-02");
  private static final Symbol AAPL = Symbol.of("AAPL");

  @ParameterizedTest
  @EnumSource(names = {"DEPOSIT", "WITHDRAWAL", "FEE", "TAX"})
  void refuses_a_negative_magnitude(Kind kind) {
    assertThatIllegalArgumentException()
        .isThrownBy(() -> cash("2024-01-02", kind, "-1"))
        .withMessageContaining("expected a " + kind + " of 0 or more");
  }

  @ParameterizedTest
  @EnumSource(names = {"BALANCE", "TRADE", "DIVIDEND", "INTEREST"})
  void takes_either_sign_where_the_kind_does_not_say_it(Kind kind) {
    assertThat(cash("2024-01-02", kind, "-1").amount()).isEqualByComparingTo("-1");
  }

  @Test
  void replaces_only_what_its_kind_can_be() {
    assertThatIllegalArgumentException()
        .isThrownBy(() -> about(Kind.DIVIDEND, CashSubject.trade(ImpliedKind.ENTRY, 7)))
        .withMessageContaining("expected the kind of the row it replaces, ENTRY, found DIVIDEND");
    assertThatIllegalArgumentException()
        .isThrownBy(() -> about(Kind.FEE, CashSubject.dividend(7, DAY)));
    assertThat(about(Kind.TRADE, CashSubject.trade(ImpliedKind.EXIT, 7)).positionId()).isEqualTo(7);
    assertThat(about(Kind.DIVIDEND, CashSubject.dividend(AAPL, DAY)).replaces())
        .isEqualTo(ImpliedKind.DIVIDEND);
  }

  @ParameterizedTest
  @EnumSource(names = {"BALANCE", "DEPOSIT", "WITHDRAWAL"})
  void of_the_owners_own_cash_names_no_position(Kind kind) {
    assertThatIllegalArgumentException()
        .isThrownBy(() -> about(kind, CashSubject.position(7)))
        .withMessageContaining("no position and no symbol for a " + kind);
  }

  @Test
  void a_subject_names_one_row_or_none() {
    assertThatIllegalArgumentException()
        .isThrownBy(() -> new CashSubject(ImpliedKind.DIVIDEND, 7L, AAPL, DAY));
    assertThatIllegalArgumentException()
        .isThrownBy(() -> new CashSubject(ImpliedKind.DIVIDEND, null, null, DAY));
    assertThatIllegalArgumentException()
        .isThrownBy(() -> new CashSubject(ImpliedKind.DIVIDEND, 7L, null, null));
    assertThatIllegalArgumentException()
        .isThrownBy(() -> new CashSubject(ImpliedKind.ENTRY, 7L, null, DAY));
    assertThatIllegalArgumentException()
        .isThrownBy(() -> new CashSubject(ImpliedKind.EXIT, null, AAPL, null));
    assertThat(CashSubject.action(7, DAY).exDate()).isEqualTo(DAY);
  }

  private static CashMovement about(Kind kind, CashSubject subject) {
    return new CashMovement(1, Stated.PORTFOLIO, DAY, kind, BigDecimal.ONE, subject);
  }
}
