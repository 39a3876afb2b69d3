package io.afterclose.portfolio.position;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import io.afterclose.database.text.Printable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class PortfolioNameTest {
  @Test
  void is_trimmed() {
    assertThat(PortfolioName.of("  Growth & Income \t").text()).isEqualTo("Growth & Income");
  }

  @ParameterizedTest
  @ValueSource(strings = {"Érablière", "日本株", "Bob's \"best\" 50%", "🚀"})
  void may_be_written_in_any_script(String name) {
    assertThat(PortfolioName.of(name).text()).isEqualTo(name);
  }

  @Test
  void is_one_name_however_its_accents_are_typed() {
    assertThat(PortfolioName.of("e\u0301te\u0301")).isEqualTo(PortfolioName.of("\u00e9t\u00e9"));
  }

  @Test
  void has_at_most_100_characters() {
    assertThat(PortfolioName.of("🚀".repeat(100)).text()).hasSize(200);
    assertThatIllegalArgumentException()
        .isThrownBy(() -> PortfolioName.of("x".repeat(101)))
        .withMessageContaining("(101 characters): expected 1 to 100 characters")
        .satisfies(e -> assertThat(e).message().hasSizeLessThan(150));
  }

  @ParameterizedTest
  @ValueSource(strings = {"", "   ", "\n"})
  void is_not_empty(String blank) {
    assertThatIllegalArgumentException().isThrownBy(() -> PortfolioName.of(blank));
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "a\nb",
        "a\rb",
        "a\u2028b",
        "a\u0000b",
        "\u001b[31mred",
        "a\u007fb",
        "a\u009bb",
        "a\u202eb",
        "a\u200bb",
        "a\u00a0b",
        "a\ufeffb",
        "a\ud800b",
        "a\ue000b"
      })
  void with_anything_invisible_is_refused_and_shown_harmlessly(String hostile) {
    assertThatIllegalArgumentException()
        .isThrownBy(() -> PortfolioName.of(hostile))
        .withMessageContaining("visible characters and spaces only")
        .satisfies(e -> assertThat(e).message().matches("[ -~]+"));
  }

  @Test
  void shows_an_escape_by_its_code() {
    assertThat(Printable.quoted("\u001b[31m")).isEqualTo("'\\u001b[31m'");
  }

  @Test
  void is_what_a_portfolio_carries() {
    assertThat(new Portfolio(3, " Growth ").name()).isEqualTo("Growth");
    assertThatIllegalArgumentException().isThrownBy(() -> new Portfolio(3, "a\nb"));
  }
}
