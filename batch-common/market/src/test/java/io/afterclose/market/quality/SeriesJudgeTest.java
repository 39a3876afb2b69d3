package io.afterclose.market.quality;

import static org.assertj.core.api.Assertions.assertThat;

import io.afterclose.market.price.PriceGap;
import io.afterclose.quant.price.CorporateAction;
import io.afterclose.quant.price.CorporateAction.Kind;
import io.afterclose.quant.symbol.Symbol;
import java.math.BigDecimal;
import java.time.LocalDate;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.SortedMap;
import java.util.TreeMap;
import org.junit.jupiter.api.Test;

/** What is suspect about a series of closes, with the splits and dividends of the same answer. */
final class SeriesJudgeTest {

  private static final Symbol ACME = Symbol.of("ACME");

  private static LocalDate june(int day) {
    return LocalDate.of(2022, 6, day);
  }

  private static CorporateAction action(int day, Kind kind, String value) {
    return new CorporateAction(ACME, june(day), kind, new BigDecimal(value));
  }

  private static Set<LocalDate> suspect(Map<Integer, String> closes, CorporateAction... actions) {
    SortedMap<LocalDate, BigDecimal> days = new TreeMap<>();
    closes.forEach((day, close) -> days.put(june(day), new BigDecimal(close)));
    PriceGap gap = new PriceGap(ACME, june(21), june(17), new BigDecimal("400"));
    return new SeriesJudge(gap, List.of(actions)).suspectMoves(days, Set.of());
  }

  @Test
  void a_split_explains_its_own_ratio_and_nothing_else() {
    assertThat(suspect(Map.of(21, "100"), action(21, Kind.SPLIT, "4"))).isEmpty();
    assertThat(suspect(Map.of(21, "400"), action(21, Kind.SPLIT, "4"))).containsExactly(june(21));
    assertThat(suspect(Map.of(21, "100"))).containsExactly(june(21));
  }

  @Test
  void a_small_dividend_excuses_no_bad_print_and_an_implied_amount_none_at_all() {
    assertThat(suspect(Map.of(21, "40"), action(21, Kind.DIVIDEND, "0.10")))
        .containsExactly(june(21));
    assertThat(suspect(Map.of(21, "40"), action(21, Kind.IMPLIED, "360")))
        .containsExactly(june(21));
    assertThat(suspect(Map.of(21, "150"), action(21, Kind.DIVIDEND, "250"))).isEmpty();
  }

  @Test
  void a_hole_hides_no_jump_and_no_split() {
    assertThat(suspect(Map.of(22, "400", 24, "40"))).containsExactly(june(24));
    assertThat(suspect(Map.of(22, "400", 24, "100"), action(23, Kind.SPLIT, "4"))).isEmpty();
  }

  @Test
  void after_a_bad_print_the_right_level_is_not_suspect() {
    assertThat(suspect(Map.of(21, "402", 22, "40.1", 23, "40", 24, "401")))
        .containsExactly(june(22), june(23));
  }

  @Test
  void a_level_that_holds_for_three_sessions_is_the_new_reference() {
    assertThat(suspect(Map.of(21, "180", 22, "185", 23, "182", 24, "190", 27, "181")))
        .containsExactly(june(21), june(22), june(23));
  }

  @Test
  void closes_that_differ_from_the_stored_ones_by_one_ratio_are_on_another_basis() {
    PriceGap gap =
        new PriceGap(
            ACME,
            june(21),
            june(17),
            new BigDecimal("400"),
            Map.of(
                june(21), new BigDecimal("400"),
                june(22), new BigDecimal("404"),
                june(23), new BigDecimal("398")),
            Set.of());
    SeriesJudge judge = new SeriesJudge(gap, List.of());
    assertThat(judge.changedBasis(week("1600", "1616", "398"))).containsExactly(june(21), june(22));
    assertThat(judge.changedBasis(week("1600", "404", "398"))).as("one alone is a print").isEmpty();
    assertThat(judge.changedBasis(week("403", "407.03", "401"))).as("within 1 %").isEmpty();
  }

  private static Map<LocalDate, BigDecimal> week(String... closes) {
    Map<LocalDate, BigDecimal> week = new TreeMap<>();
    for (int at = 0; at < closes.length; at++) {
      week.put(june(21 + at), new BigDecimal(closes[at]));
    }
    return week;
  }
}
