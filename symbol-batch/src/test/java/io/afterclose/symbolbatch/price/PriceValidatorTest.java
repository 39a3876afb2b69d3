package io.afterclose.symbolbatch.price;

import static org.assertj.core.api.Assertions.assertThat;

import io.afterclose.market.price.PriceFlag;
import io.afterclose.market.price.PriceGap;
import io.afterclose.market.price.PriceRow;
import io.afterclose.quant.price.Sessions;
import io.afterclose.quant.symbol.Symbol;
import io.afterclose.symbolbatch.provider.ProviderBar;
import io.afterclose.symbolbatch.provider.ProviderBar.RawBar;
import java.math.BigDecimal;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

/** An answer that goes back to a hole, over sessions whose stored price is final. */
final class PriceValidatorTest {

  private static final Symbol ACME = Symbol.of("ACME");
  private static final Sessions WEEK =
      Sessions.of(Stream.of(21, 22, 23, 24, 27).map(PriceValidatorTest::june).toList());

  /** The 21st is the hole; the 22nd to the 24th are final. */
  private static final PriceGap GAP =
      new PriceGap(
          ACME,
          june(21),
          null,
          null,
          Map.of(
              june(22), new BigDecimal("10"),
              june(23), new BigDecimal("20"),
              june(24), new BigDecimal("21")),
          Set.of(june(22), june(23), june(24)));

  private static LocalDate june(int day) {
    return LocalDate.of(2022, 6, day);
  }

  private static PriceValidator validator() {
    return new PriceValidator(WEEK, june(27), GAP, "first", 1, false, List.of());
  }

  /** From the 21st on; an empty text for a session that is left out. */
  private static List<ProviderBar> bars(String... closes) {
    List<ProviderBar> bars = new ArrayList<>();
    for (int at = 0; at < closes.length; at++) {
      if (!closes[at].isEmpty()) {
        bars.add(new RawBar(WEEK.at(at), null, null, null, new BigDecimal(closes[at]), null));
      }
    }
    return bars;
  }

  @Test
  void only_sessions_whose_price_is_not_final_are_written() {
    List<PriceRow> rows = validator().check(bars("10", "10", "20", "21", "22"));
    assertThat(rows).extracting(row -> row.bar().date()).containsExactly(june(21), june(27));
    assertThat(rows).allMatch(row -> row.flags().isEmpty());
  }

  @Test
  void what_follows_is_judged_by_the_stored_price() {
    List<PriceRow> rows = validator().check(bars("", "10", "20", "12", "12"));
    assertThat(rows).singleElement().returns(Set.of(PriceFlag.SUSPECT_JUMP), PriceRow::flags);
  }

  @Test
  void a_wrong_close_of_a_final_session_is_not_quarantined_again() {
    PriceValidator validator = validator();
    List<PriceRow> rows = validator.check(bars("10", "-1", "20", "21", "-1"));
    assertThat(validator.quarantined())
        .singleElement()
        .returns("2022-06-27", value -> value.date());
    assertThat(validator.rejected(rows)).containsExactly(june(27));
  }

  @Test
  void a_final_session_on_another_basis_is_no_reason_to_ask_others() {
    PriceValidator validator = validator();
    validator.check(bars("", "5", "10", "10.5", "21"));
    assertThat(validator.changedBasis()).isFalse();
    assertThat(validator.quarantined()).isEmpty();
    assertThat(validator.answered()).containsOnlyKeys(june(27));
  }
}
