package io.afterclose.symbolbatch.price;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.afterclose.market.price.PriceGap;
import io.afterclose.market.universe.AssetKind;
import io.afterclose.market.universe.UniverseReason;
import io.afterclose.market.universe.UniverseSymbol;
import io.afterclose.quant.price.Sessions;
import io.afterclose.quant.symbol.Symbol;
import java.time.LocalDate;
import java.util.List;
import java.util.Objects;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.function.Function;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

@Timeout(30)
final class PriceFetchesTest {

  private static final LocalDate D = LocalDate.of(2022, 6, 30);

  private static PriceGapRequest lacking(String symbol) {
    return new PriceGapRequest(
        new UniverseSymbol(Symbol.of(symbol), AssetKind.LISTED, UniverseReason.MEMBER),
        new PriceGap(Symbol.of(symbol), D, null, null),
        Sessions.of(List.of(D)));
  }

  private static FetchedPrices first(Function<PriceGapRequest, FetchedPrices> fetch) {
    try (PriceFetches fetches = new PriceFetches(List.of(lacking("ACME")), () -> fetch, 2, 4)) {
      return Objects.requireNonNull(fetches.next(() -> false));
    }
  }

  @Test
  void a_defect_that_one_symbol_meets_fails_that_symbol() {
    FetchedPrices prices =
        first(
            wanted -> {
              throw new ArithmeticException("overflow");
            });
    assertThat(prices.rows()).isEmpty();
    assertThat(prices.noData().map(NoData::failureReason)).contains("INTERNAL_ERROR");
    assertThat(prices.noData().map(NoData::reason).orElse("")).contains("overflow");
  }

  @Test
  void an_error_of_the_machine_ends_the_step_and_does_not_hang_it() {
    assertThatThrownBy(
            () ->
                first(
                    wanted -> {
                      throw new OutOfMemoryError("no heap");
                    }))
        .isInstanceOf(IllegalStateException.class)
        .hasMessageContaining("ACME")
        .hasRootCauseMessage("no heap");
  }

  @Test
  void requests_go_on_while_an_earlier_answer_is_stored() throws InterruptedException {
    CountDownLatch others = new CountDownLatch(3);
    Function<PriceGapRequest, FetchedPrices> fetch =
        wanted -> {
          others.countDown();
          return FetchedPrices.failed(wanted.symbol(), new IllegalStateException("unused"));
        };
    List<PriceGapRequest> wanted = List.of(lacking("AAA"), lacking("BBB"), lacking("CCC"));
    try (PriceFetches fetches = new PriceFetches(wanted, () -> fetch, 1, 2)) {
      assertThat(fetches.next(() -> false)).isNotNull();
      // The thread that stores the first one asks for no other.
      assertThat(others.await(20, TimeUnit.SECONDS)).isTrue();
    }
  }

  /** As a connection pool does, whose waiting thread is interrupted. */
  @Test
  void what_a_stop_cuts_off_is_no_defect_of_the_symbol() throws InterruptedException {
    CountDownLatch begun = new CountDownLatch(1);
    Function<PriceGapRequest, FetchedPrices> fetch =
        wanted -> {
          begun.countDown();
          try {
            new CountDownLatch(1).await();
          } catch (InterruptedException stopped) {
            throw new IllegalStateException("interrupted", stopped);
          }
          return FetchedPrices.failed(wanted.symbol(), new IllegalStateException("unused"));
        };
    try (PriceFetches fetches = new PriceFetches(List.of(lacking("AAA")), () -> fetch, 1, 2)) {
      assertThat(begun.await(20, TimeUnit.SECONDS)).isTrue();
      assertThat(fetches.next(() -> true)).isNull();
    }
  }
}
