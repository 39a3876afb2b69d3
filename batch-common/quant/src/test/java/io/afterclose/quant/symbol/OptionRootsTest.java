package io.afterclose.quant.symbol;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class OptionRootsTest {
  private static final OptionRoots ROOTS =
      OptionRoots.of(
          Map.of(
              "BRKB",
              Optional.of(Symbol.of("BRK.B")),
              "SPXW",
              Optional.<Symbol>empty(),
              "VIX",
              Optional.<Symbol>empty()));

  private static OptionContract option(String root) {
    return OptionContract.parse(root + "240119C00150000").orElseThrow();
  }

  @ParameterizedTest
  @CsvSource(
      nullValues = "-",
      value = {
        // root, underlying, settled by
        "AAPL,  AAPL,  AAPL",
        "BRKB,  BRK.B, BRK.B",
        "BRK.B, BRK.B, BRK.B",
        "SPXW,  -,     -",
        "VIX,   -,     -",
        "AAPL1, AAPL,  -", // adjusted: delivers more or less than the share
        "BRKB2, BRK.B, -",
        "SPXW1, -,     -",
      })
  void a_root_is_on_what_the_list_says_else_on_the_share_of_its_name(
      String root, @Nullable String underlying, @Nullable String settledBy) {
    assertThat(ROOTS.underlying(option(root)).map(Symbol::text))
        .isEqualTo(Optional.ofNullable(underlying));
    assertThat(ROOTS.settlementShare(option(root)).map(Symbol::text))
        .isEqualTo(Optional.ofNullable(settledBy));
  }

  @Test
  void the_roots_that_shares_settle_are_the_listed_ones_and_those_of_their_own_name() {
    assertThat(ROOTS.rootsSettledBy(List.of("BRK.B", "AAPL", "VIX")))
        .containsExactlyInAnyOrder("BRKB", "BRK.B", "AAPL");
    assertThat(ROOTS.rootsSettledBy(List.of("BRKB"))).isEmpty();
  }
}
