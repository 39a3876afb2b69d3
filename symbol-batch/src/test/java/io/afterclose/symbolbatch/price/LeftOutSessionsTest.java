package io.afterclose.symbolbatch.price;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.tuple;

import io.afterclose.calendar.NyseCalendar;
import io.afterclose.market.price.ActionReport;
import io.afterclose.market.price.PriceGap;
import io.afterclose.market.price.PriceRow;
import io.afterclose.market.universe.AssetKind;
import io.afterclose.market.universe.UniverseReason;
import io.afterclose.market.universe.UniverseSymbol;
import io.afterclose.quant.price.CorporateAction;
import io.afterclose.quant.price.Sessions;
import io.afterclose.quant.symbol.Symbol;
import io.afterclose.run.name.RunScope;
import io.afterclose.symbolbatch.provider.PriceProvider;
import io.afterclose.symbolbatch.provider.PriceRequest;
import io.afterclose.symbolbatch.provider.ProviderBar;
import io.afterclose.symbolbatch.provider.ProviderBar.RawBar;
import io.afterclose.symbolbatch.provider.ProviderChain;
import io.afterclose.symbolbatch.provider.ProviderFailure;
import io.afterclose.symbolbatch.provider.ProviderResponse;
import io.afterclose.symbolbatch.session.SessionRun;
import java.math.BigDecimal;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.IntStream;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

/** Sessions that the first provider leaves out, the target date first. */
final class LeftOutSessionsTest {

  private static final Symbol ACME = Symbol.of("ACME");
  private static final LocalDate D = LocalDate.of(2022, 6, 30);
  private static final SessionRun RUN =
      SessionRun.planned(D, RunScope.ALL, 0, NyseCalendar.standard());
  private static final Sessions SESSIONS = RUN.lookback();

  private final List<String> called = new ArrayList<>();

  /** A provider that has the newest sessions at 100, 101, …, some of them left out. */
  private final class Scripted implements PriceProvider {

    private final String name;
    private final int sessions;
    private final List<LocalDate> without;
    private final String factor;
    private final List<CorporateAction> actions;
    private final ProviderFailure.@Nullable Kind failure;

    private Scripted(
        String name,
        int sessions,
        List<LocalDate> without,
        String factor,
        List<CorporateAction> actions,
        ProviderFailure.@Nullable Kind failure) {
      this.name = name;
      this.sessions = sessions;
      this.without = without;
      this.factor = factor;
      this.actions = actions;
      this.failure = failure;
    }

    @Override
    public String name() {
      return name;
    }

    @Override
    public ProviderResponse fetch(PriceRequest request) throws ProviderFailure {
      called.add(name);
      if (failure != null) {
        throw new ProviderFailure(failure, name + " is down");
      }
      List<ProviderBar> bars = new ArrayList<>();
      IntStream.range(0, sessions)
          .filter(back -> !without.contains(session(back)) && request.covers(session(back)))
          .forEach(
              back ->
                  bars.add(
                      new RawBar(
                          session(back),
                          null,
                          null,
                          null,
                          new BigDecimal(200 - back).multiply(new BigDecimal(factor)),
                          BigDecimal.TEN)));
      return new ProviderResponse(bars, actions, null, 0);
    }
  }

  private Scripted with(String name, int sessions, LocalDate... without) {
    return new Scripted(name, sessions, List.of(without), "1", List.of(), null);
  }

  private Scripted times(String factor, String name, LocalDate... without) {
    return new Scripted(name, 30, List.of(without), factor, List.of(), null);
  }

  private Scripted down(String name) {
    return new Scripted(name, 0, List.of(), "1", List.of(), ProviderFailure.Kind.TIMEOUT);
  }

  /** How many sessions before the target date. */
  private static LocalDate session(int back) {
    return SESSIONS.at(SESSIONS.size() - 1 - back);
  }

  private FetchedPrices fetched(PriceProvider... providers) {
    return fetched(new PriceGap(ACME, session(9), null, null), providers);
  }

  private FetchedPrices fetched(PriceGap gap, PriceProvider... providers) {
    ProviderChain chain = new ProviderChain(List.of(providers));
    PriceGapRequest wanted =
        new PriceGapRequest(
            new UniverseSymbol(ACME, AssetKind.LISTED, UniverseReason.MEMBER), gap, SESSIONS);
    return new PriceFetch(RUN, chain, GroupedBars.NONE, Map.of(), asked -> asked).apply(wanted);
  }

  private static @Nullable String source(FetchedPrices fetched, LocalDate session) {
    return fetched.rows().stream()
        .filter(row -> row.bar().date().equals(session))
        .map(PriceRow::source)
        .findFirst()
        .orElse(null);
  }

  @Test
  void the_target_date_that_the_first_leaves_out_comes_from_the_next() {
    FetchedPrices fetched = fetched(with("yahoo", 30, D), with("fmp", 30));
    assertThat(source(fetched, D)).isEqualTo("fmp");
    assertThat(source(fetched, session(1))).isEqualTo("yahoo");
    assertThat(fetched.rows()).hasSize(10).isSortedAccordingTo(BY_DATE);
    assertThat(fetched.noData()).isEmpty();
  }

  private static final java.util.Comparator<PriceRow> BY_DATE =
      java.util.Comparator.comparing(row -> row.bar().date());

  @Test
  void nobody_else_is_called_when_nothing_is_left_out() {
    fetched(with("yahoo", 30), with("fmp", 30));
    assertThat(called).containsExactly("yahoo");
  }

  @Test
  void the_dividend_of_a_filled_session_comes_with_it_and_no_other() {
    CorporateAction ofD =
        new CorporateAction(ACME, D, CorporateAction.Kind.DIVIDEND, new BigDecimal("1"));
    CorporateAction before =
        new CorporateAction(ACME, session(2), CorporateAction.Kind.DIVIDEND, new BigDecimal("2"));
    FetchedPrices fetched =
        fetched(
            with("yahoo", 30, D),
            new Scripted("fmp", 30, List.of(), "1", List.of(ofD, before), null));
    assertThat(fetched.opinion().actions())
        .extracting(ActionReport::source, ActionReport::actions)
        .containsExactly(tuple("yahoo", List.of()), tuple("fmp", List.of(ofD)));
  }

  @Test
  void a_provider_that_disagrees_fills_nothing_and_the_reason_names_it() {
    FetchedPrices fetched = fetched(with("yahoo", 30, D), times("1.02", "fmp"));
    assertThat(source(fetched, D)).isNull();
    assertThat(fetched.noData().map(NoData::failureReason)).contains("NO_PRICE");
    assertThat(fetched.noData().map(NoData::reason))
        .contains(
            "yahoo has no usable price of 2022-06-30; fmp does not agree with it on three"
                + " sessions");
  }

  @Test
  void two_shared_sessions_are_too_few() {
    assertThat(source(fetched(with("yahoo", 3, D), with("fmp", 3)), D)).isNull();
    assertThat(source(fetched(with("yahoo", 4, D), with("fmp", 4)), D)).isEqualTo("fmp");
  }

  @Test
  void stored_closes_count_as_shared() {
    PriceGap gap =
        new PriceGap(
            ACME,
            session(3),
            session(4),
            new BigDecimal("196"),
            Map.of(session(3), new BigDecimal("197")),
            Set.of(session(3)));
    assertThat(source(fetched(gap, with("yahoo", 3, D), with("fmp", 4)), D)).isEqualTo("fmp");
  }

  @Test
  void one_provider_after_the_other_is_called_until_the_date_is_there() {
    FetchedPrices fetched =
        fetched(with("yahoo", 30, D), with("fmp", 30, D), with("polygon", 30), with("last", 30));
    assertThat(source(fetched, D)).isEqualTo("polygon");
    assertThat(called).containsExactly("yahoo", "fmp", "polygon");
  }

  @Test
  void those_that_failed_before_are_not_called_again() {
    FetchedPrices fetched = fetched(down("yahoo"), with("fmp", 30, D), with("polygon", 30, D));
    assertThat(called).containsExactly("yahoo", "fmp", "polygon");
    assertThat(fetched.noData().map(NoData::reason))
        .contains(
            "fmp has no usable price of 2022-06-30; polygon has no usable price of 2022-06-30;"
                + " yahoo: yahoo is down");
  }

  @Test
  void an_old_hole_alone_calls_nobody_and_a_recent_one_does() {
    assertThat(source(fetched(with("yahoo", 30, session(8)), with("fmp", 30)), session(8)))
        .isNull();
    assertThat(called).containsExactly("yahoo");
    FetchedPrices recent = fetched(with("yahoo", 30, session(8), session(5)), with("fmp", 30));
    assertThat(source(recent, session(5))).isEqualTo("fmp");
    assertThat(source(recent, session(8))).as("once it was asked").isEqualTo("fmp");
  }

  @Test
  void sessions_before_the_first_price_are_not_left_out() {
    assertThat(fetched(with("yahoo", 2), with("fmp", 30)).rows()).hasSize(2);
    assertThat(called).containsExactly("yahoo");
  }

  @Test
  void what_is_stored_is_not_left_out() {
    PriceGap gap =
        new PriceGap(
            ACME,
            session(5),
            session(6),
            new BigDecimal("194"),
            Map.of(D, new BigDecimal("200")),
            Set.of());
    assertThat(fetched(gap, with("yahoo", 30, D), with("fmp", 30)).noData()).isEmpty();
    assertThat(called).containsExactly("yahoo");
  }

  @Test
  void with_one_provider_the_date_is_told_as_lacking() {
    FetchedPrices fetched = fetched(with("yahoo", 30, D));
    assertThat(fetched.rows()).hasSize(9);
    assertThat(fetched.noData().map(NoData::reason))
        .contains("yahoo has no usable price of 2022-06-30");
    assertThat(called).containsExactly("yahoo");
  }

  @Test
  void a_stopped_run_is_recognised_when_another_provider_is_called() {
    FetchedPrices fetched =
        fetched(
            with("yahoo", 30, D),
            new Scripted("fmp", 0, List.of(), "1", List.of(), ProviderFailure.Kind.INTERRUPTED));
    assertThat(fetched.interrupted()).isTrue();
  }
}
