package io.afterclose.symbolbatch.price;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.tuple;

import io.afterclose.calendar.NyseCalendar;
import io.afterclose.market.price.PriceGap;
import io.afterclose.market.universe.AssetKind;
import io.afterclose.market.universe.UniverseReason;
import io.afterclose.market.universe.UniverseSymbol;
import io.afterclose.quant.price.Sessions;
import io.afterclose.quant.symbol.Symbol;
import io.afterclose.run.execution.TimeLimit;
import io.afterclose.symbolbatch.fixture.Surrounded;
import io.afterclose.symbolbatch.provider.PriceProviders;
import io.afterclose.symbolbatch.provider.sample.SampleMarket;
import java.time.Duration;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/** It is nine in the evening of Friday, 14 March 2025, in New York. */
class FetchEstimateTest {

  private static final LocalDate TONIGHT = LocalDate.of(2025, 3, 14);
  private static final LocalDate PAST = LocalDate.of(2024, 3, 14);
  private static final TimeLimit LIMIT = TimeLimit.of(Duration.ofMinutes(25));

  private final Surrounded surrounded =
      new Surrounded("2025-03-15T01:00:00Z")
          .with("AFTERCLOSE_YAHOO_RATE", "5/s")
          .with("AFTERCLOSE_FMP_RATE", "250/day")
          .with("AFTERCLOSE_POLYGON_RATE", "5/min")
          .with("AFTERCLOSE_PROVIDERS_GROUPED_FETCH_THRESHOLD", "100000");

  @AfterEach
  void stopServer() {
    surrounded.close();
  }

  @Test
  void tonight_and_a_past_night_take_one_request_a_symbol_and_end_in_time() {
    for (LocalDate date : List.of(TONIGHT, PAST)) {
      FetchEstimate estimate = only(estimates(shares(5000), date, 0));

      assertThat(estimate.requests()).isEqualTo(5000);
      assertThat(estimate.fits()).isTrue();
      assertThat(estimate.describe())
          .isEqualTo(
              "Provider yahoo: about 5000 requests (5000 symbols x 1), about 17 min at 5 requests/s;"
                  + " the time limit is 25 min");
    }
  }

  @Test
  void what_does_not_end_in_time_is_told_with_what_to_do() {
    surrounded.with("AFTERCLOSE_YAHOO_RATE", "150/min");
    FetchEstimate estimate = only(estimates(shares(5000), PAST, 0));

    assertThat(estimate.duration()).isEqualTo(Duration.ofSeconds(2000));
    assertThat(estimate.fits()).isFalse();
    assertThat(estimate.describe())
        .isEqualTo(
            "Provider yahoo: about 5000 requests (5000 symbols x 1), about 34 min at 150"
                + " requests/min; the time limit is 25 min: the run will be stopped at its limit and"
                + " resumed by the next one. Take fewer symbols, raise AFTERCLOSE_YAHOO_RATE if the"
                + " plan allows it, or set a longer --time-limit");
  }

  @Test
  void each_provider_has_a_line_with_all_that_it_is_asked_for() {
    surrounded.with("AFTERCLOSE_PROVIDERS_LISTED", "fmp,yahoo");
    List<PriceGapRequest> wanted = new ArrayList<>(shares(80));
    wanted.add(request("SPY250321C00560000", AssetKind.OPTION));

    assertThat(estimates(wanted, TONIGHT, 451))
        .extracting(FetchEstimate::provider, FetchEstimate::requests, FetchEstimate::what)
        .containsExactly(
            tuple("fmp", 250L, "80 symbols x 3 + 10 profile lists x 1"),
            tuple("polygon", 1L, "1 options x 1"));
    // 250 requests are a day's.
    assertThat(estimates(wanted, TONIGHT, 451).get(0).duration()).isEqualTo(Duration.ofDays(1));
  }

  @Test
  void symbols_that_whole_sessions_tell_cost_no_request_of_their_own() {
    surrounded.with("AFTERCLOSE_PROVIDERS_GROUPED_FETCH_THRESHOLD", "3");
    List<PriceGapRequest> wanted =
        Stream.concat(shares(3).stream(), Stream.of(lackingAll("OLD"))).toList();

    assertThat(estimates(wanted, TONIGHT, 0))
        .extracting(FetchEstimate::provider, FetchEstimate::what)
        .containsExactly(tuple("polygon", "7 sessions x 3"), tuple("yahoo", "1 symbols x 1"));
  }

  @Test
  void without_a_rate_or_a_limit_every_run_fits() {
    surrounded.with("AFTERCLOSE_YAHOO_RATE", "none");
    assertThat(only(estimates(shares(5000), PAST, 0)).describe())
        .isEqualTo("Provider yahoo: about 5000 requests (5000 symbols x 1), without a rate");

    surrounded.with("AFTERCLOSE_YAHOO_RATE", "250/day");
    FetchEstimate unlimited =
        only(FetchEstimate.of(providers(), shares(5000), PAST, 0, TimeLimit.NONE));
    assertThat(unlimited.fits()).isTrue();
    assertThat(unlimited.describe()).endsWith("about 28800 min at 250 requests/day");
  }

  @Test
  void files_simulations_and_runs_that_lack_nothing_have_no_line() {
    PriceProviders local = PriceProviders.local(new SampleMarket(NyseCalendar.standard()));

    assertThat(FetchEstimate.of(local, shares(5000), PAST, 0, LIMIT)).isEmpty();
    assertThat(estimates(List.of(), TONIGHT, 0)).isEmpty();
  }

  private PriceProviders providers() {
    return surrounded.open().all();
  }

  private List<FetchEstimate> estimates(List<PriceGapRequest> wanted, LocalDate to, int profiles) {
    return FetchEstimate.of(providers(), wanted, to, profiles, LIMIT);
  }

  private static FetchEstimate only(List<FetchEstimate> estimates) {
    assertThat(estimates).hasSize(1);
    return estimates.get(0);
  }

  private static List<PriceGapRequest> shares(int count) {
    return IntStream.range(0, count)
        .mapToObj(at -> "S" + letter(at / 676) + letter(at / 26) + letter(at))
        .map(symbol -> request(symbol, AssetKind.LISTED))
        .toList();
  }

  private static char letter(int number) {
    return (char) ('A' + number % 26);
  }

  private static PriceGapRequest request(String symbol, AssetKind kind) {
    return lacking(symbol, kind, 1);
  }

  private static PriceGapRequest lackingAll(String symbol) {
    return lacking(symbol, AssetKind.LISTED, 10);
  }

  private static PriceGapRequest lacking(String text, AssetKind kind, int newest) {
    Symbol symbol = Symbol.of(text);
    List<LocalDate> days =
        IntStream.rangeClosed(1, 10).mapToObj(day -> LocalDate.of(2024, 1, day)).toList();
    return new PriceGapRequest(
        new UniverseSymbol(symbol, kind, UniverseReason.MEMBER),
        new PriceGap(symbol, days.get(days.size() - newest), null, null),
        Sessions.of(days));
  }
}
