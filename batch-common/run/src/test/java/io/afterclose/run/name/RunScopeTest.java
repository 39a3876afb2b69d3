package io.afterclose.run.name;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.LocalDate;
import java.util.List;
import org.junit.jupiter.api.Test;

/** The options that a message proposes for a scope are safe to paste into a shell. */
final class RunScopeTest {

  private static final String NAME = "x'; touch pwned; '";

  @Test
  void everything_needs_no_option() {
    assertThat(RunScope.ALL.options()).isEmpty();
  }

  @Test
  void a_name_with_a_quote_stays_one_word() {
    assertThat(RunScope.portfolio(NAME).options())
        .isEqualTo(" --portfolio 'x'\\''; touch pwned; '\\'''");
    assertThat(
            new RunKey(
                    JobName.PORTFOLIO_REFRESH,
                    LocalDate.parse("2022-06-30"),
                    RunScope.portfolio(NAME).text())
                .options())
        .isEqualTo("--date 2022-06-30 --scope 'portfolio:x'\\''; touch pwned; '\\'''");
  }

  @Test
  void symbols_are_one_list() {
    assertThat(RunScope.symbols(List.of("AAPL", "BRK.B")).options())
        .isEqualTo(" --symbols 'AAPL,BRK.B'");
  }
}
