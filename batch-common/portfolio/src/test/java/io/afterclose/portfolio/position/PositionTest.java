package io.afterclose.portfolio.position;

import static io.afterclose.portfolio.position.Stated.position;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import java.time.LocalDate;
import org.junit.jupiter.api.Test;

class PositionTest {
  private static final String CALL = "AAPL240119C00150000";

  @Test
  void is_open_from_its_entry_to_the_day_before_its_exit() {
    Position position =
        position("AAPL").entry("2024-01-03", "100").exit("2024-01-05", "110").made();

    assertThat(position.openOn(LocalDate.parse("2024-01-02"))).isFalse();
    assertThat(position.openOn(LocalDate.parse("2024-01-03"))).isTrue();
    assertThat(position.openOn(LocalDate.parse("2024-01-04"))).isTrue();
    assertThat(position.openOn(LocalDate.parse("2024-01-05"))).isFalse();
  }

  @Test
  void bought_and_sold_on_one_day_is_never_open() {
    Position position =
        position("AAPL").entry("2024-01-03", "100").exit("2024-01-03", "110").made();

    assertThat(position.openOn(LocalDate.parse("2024-01-03"))).isFalse();
  }

  @Test
  void without_an_exit_stays_open() {
    assertThat(position("AAPL").made().openOn(LocalDate.parse("2099-12-31"))).isTrue();
  }

  @Test
  void of_a_short_has_a_negative_multiplier_and_cost() {
    Position position =
        position("AAPL").sold().quantity("10").entry("2024-01-02", "50").multiplier("2").made();

    assertThat(position.signedMultiplier()).isEqualByComparingTo("-2");
    assertThat(position.signedCost()).isEqualByComparingTo("-1000");
  }

  @Test
  void refuses_a_quantity_of_zero_or_less() {
    assertThatIllegalArgumentException()
        .isThrownBy(() -> position("AAPL").quantity("0").made())
        .withMessageContaining("Position 1 in AAPL: expected a quantity above 0, found 0");
    assertThatIllegalArgumentException().isThrownBy(() -> position("AAPL").quantity("-5").made());
  }

  @Test
  void refuses_negative_prices_and_a_multiplier_of_zero_but_takes_a_free_entry() {
    assertThatIllegalArgumentException()
        .isThrownBy(() -> position("AAPL").entry("2024-01-02", "-0.01").made());
    assertThatIllegalArgumentException()
        .isThrownBy(() -> position("AAPL").exit("2024-01-03", "-1").made());
    assertThatIllegalArgumentException().isThrownBy(() -> position("AAPL").multiplier("0").made());
    assertThat(position("AAPL").entry("2024-01-02", "0").made().signedCost())
        .isEqualByComparingTo("0");
  }

  @Test
  void refuses_an_exit_before_the_entry_or_without_its_other_half() {
    assertThatIllegalArgumentException()
        .isThrownBy(() -> position("AAPL").exit("2024-01-01", "1").made())
        .withMessageContaining("on or after the entry 2024-01-02");
    assertThatIllegalArgumentException()
        .isThrownBy(() -> position("AAPL").exit("2024-01-05", "").made());
    assertThatIllegalArgumentException().isThrownBy(() -> position("AAPL").exit("", "1").made());
  }

  @Test
  void of_options_needs_the_symbol_of_a_contract_that_still_lives() {
    assertThat(position(CALL).option().made().contract()).isPresent();
    assertThatIllegalArgumentException()
        .isThrownBy(() -> position("AAPL").option().made())
        .withMessageContaining("an OCC symbol for OPTIONS");
    assertThatIllegalArgumentException()
        .isThrownBy(() -> position(CALL).option().entry("2024-01-20", "1").made())
        .withMessageContaining("an entry on or before the expiry");
  }

  @Test
  void of_another_class_is_no_contract_whatever_its_symbol_looks_like() {
    assertThat(position(CALL).privately().made().contract()).isEmpty();
  }
}
