package io.afterclose.symbolbatch.provider;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.afterclose.market.universe.AssetKind;
import io.afterclose.quant.symbol.Symbol;
import io.afterclose.symbolbatch.provider.ProviderChain.ProviderAttempt;
import java.math.BigDecimal;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

class ProviderChainTest {

  private static final LocalDate DAY = LocalDate.of(2025, 3, 14);
  private static final ProviderResponse ONE_BAR =
      new ProviderResponse(
          List.of(new ProviderBar.RawBar(DAY, null, null, null, BigDecimal.TEN, null)),
          List.of(),
          null,
          0);

  private final List<String> asked = new ArrayList<>();

  @Test
  void falls_through_on_a_failure_and_on_an_empty_answer() {
    ProviderChain chain =
        new ProviderChain(
            List.of(
                failing("one", ProviderFailure.Kind.TIMEOUT),
                answering("two", ProviderResponse.NOTHING),
                answering("three", ONE_BAR),
                answering("four", ONE_BAR)));

    ProviderChain.FetchResult answered = chain.fetch(request(AssetKind.LISTED));

    assertThat(answered.source()).isEqualTo("three");
    assertThat(answered.answer()).isEqualTo(ONE_BAR);
    assertThat(answered.attempts())
        .containsExactly(
            new ProviderAttempt("one", Optional.of(ProviderFailure.Kind.TIMEOUT), "TIMEOUT"),
            new ProviderAttempt(
                "two", Optional.empty(), "knows no prices of SPY from 2025-03-14 to 2025-03-14"));
    assertThat(asked).containsExactly("one", "two", "three");
  }

  @Test
  void tells_everybodys_reason_when_nobody_answered() {
    ProviderChain chain =
        new ProviderChain(
            List.of(
                failing("one", ProviderFailure.Kind.REFUSED),
                failing("two", ProviderFailure.Kind.BREAKER_OPEN)));

    ProviderChain.FetchResult answered = chain.fetch(request(AssetKind.LISTED));

    assertThat(answered.source()).isEqualTo("two");
    assertThat(answered.answer()).isEqualTo(ProviderResponse.NOTHING);
    assertThat(answered.attempts())
        .extracting(ProviderAttempt::reason)
        .containsExactly("REFUSED", "BREAKER_OPEN");
  }

  @Test
  void asks_nobody_else_after_an_interruption() {
    ProviderChain chain =
        new ProviderChain(
            List.of(failing("one", ProviderFailure.Kind.INTERRUPTED), answering("two", ONE_BAR)));

    assertThat(chain.fetch(request(AssetKind.LISTED)).answer()).isEqualTo(ProviderResponse.NOTHING);
    assertThat(asked).containsExactly("one");
  }

  @Test
  void keeps_the_listing_date_of_a_provider_that_had_no_bars() {
    ProviderResponse listedLater = new ProviderResponse(List.of(), List.of(), DAY.plusDays(9), 0);
    ProviderChain chain =
        new ProviderChain(
            List.of(answering("one", listedLater), answering("two", ProviderResponse.NOTHING)));

    assertThat(chain.fetch(request(AssetKind.LISTED)).answer().listedFrom())
        .isEqualTo(DAY.plusDays(9));
  }

  @Test
  void has_an_order_for_each_kind() {
    PriceProvider one = answering("one", ONE_BAR);
    PriceProvider two = answering("two", ONE_BAR);
    ProviderChain chain =
        ProviderChain.of(
            Map.of(AssetKind.LISTED, List.of(one, two), AssetKind.OPTION, List.of(two, one)));

    assertThat(chain.fetch(request(AssetKind.LISTED)).source()).isEqualTo("one");
    assertThat(chain.fetch(request(AssetKind.OPTION)).source()).isEqualTo("two");
  }

  @Test
  void asks_nobody_for_a_kind_without_an_order() {
    ProviderChain chain =
        ProviderChain.of(Map.of(AssetKind.LISTED, List.of(answering("one", ONE_BAR))));

    assertThat(chain.fetch(request(AssetKind.OPTION)))
        .isEqualTo(new ProviderChain.FetchResult("", ProviderResponse.NOTHING, List.of()));
  }

  @Test
  void a_second_opinion_is_asked_of_the_others_beginning_with_the_next() {
    ProviderChain chain =
        new ProviderChain(
            List.of(
                answering("one", ONE_BAR), answering("two", ONE_BAR), answering("three", ONE_BAR)));

    assertThat(chain.fetchFromOthers("one", List.of(), request(AssetKind.LISTED)).source())
        .isEqualTo("two");
    assertThat(chain.fetchFromOthers("three", List.of(), request(AssetKind.LISTED)).source())
        .isEqualTo("one");
    assertThat(asked).containsExactly("two", "one");
  }

  @Test
  void needs_at_least_one_provider() {
    assertThatThrownBy(() -> new ProviderChain(List.of()))
        .isInstanceOf(IllegalArgumentException.class);
    assertThatThrownBy(() -> ProviderChain.of(Map.of(AssetKind.LISTED, List.of())))
        .isInstanceOf(IllegalArgumentException.class);
  }

  private static PriceRequest request(AssetKind kind) {
    return new PriceRequest(Symbol.of("SPY"), kind, DAY, DAY);
  }

  private PriceProvider answering(String name, ProviderResponse answer) {
    return new Scripted(name, answer, null);
  }

  private PriceProvider failing(String name, ProviderFailure.Kind kind) {
    return new Scripted(name, ProviderResponse.NOTHING, kind);
  }

  private final class Scripted implements PriceProvider {

    private final String name;
    private final ProviderResponse answer;
    private final ProviderFailure.@Nullable Kind failure;

    Scripted(String name, ProviderResponse answer, ProviderFailure.@Nullable Kind failure) {
      this.name = name;
      this.answer = answer;
      this.failure = failure;
    }

    @Override
    public String name() {
      return name;
    }

    @Override
    public ProviderResponse fetch(PriceRequest request) throws ProviderFailure {
      asked.add(name);
      if (failure != null) {
        throw new ProviderFailure(failure, name + ": " + failure);
      }
      return answer;
    }
  }
}
