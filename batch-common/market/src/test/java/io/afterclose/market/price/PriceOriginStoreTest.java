package io.afterclose.market.price;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.groups.Tuple.tuple;

import io.afterclose.quant.price.CorporateAction;
import io.afterclose.quant.price.DailyBar;
import io.afterclose.quant.symbol.Symbol;
import io.afterclose.testkit.PostgresExtension;
import io.afterclose.testkit.SettableClock;
import java.math.BigDecimal;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.springframework.jdbc.core.JdbcTemplate;
import org.springframework.jdbc.datasource.DataSourceTransactionManager;
import org.springframework.transaction.support.TransactionTemplate;

/** Who brought a price, and what it replaced. */
final class PriceOriginStoreTest {

  @RegisterExtension static final PostgresExtension POSTGRES = new PostgresExtension();

  private static final Symbol ACME = Symbol.of("ACME");
  private static final Symbol BOLT = Symbol.of("BOLT");
  private static final LocalDate MONDAY = LocalDate.parse("2022-06-27");
  private static final LocalDate TUESDAY = LocalDate.parse("2022-06-28");

  private final SettableClock clock = SettableClock.at("2022-07-01T02:00:00Z");
  private final PriceStore prices = new PriceStore(POSTGRES.dataSource(), clock);
  private final PriceOriginStore origins = new PriceOriginStore(POSTGRES.dataSource());

  @BeforeEach
  void nothing_is_stored() {
    POSTGRES.reset();
  }

  @Test
  void a_price_knows_its_provider_and_the_run_that_stored_it() {
    save(4L, "yahoo", row(BOLT, MONDAY, "20"), row(ACME, TUESDAY, "11"), row(ACME, MONDAY, "10"));
    assertThat(origins.prices(MONDAY, TUESDAY, List.of(ACME, BOLT)))
        .extracting(PriceOrigin::symbol, PriceOrigin::session, PriceOrigin::execution)
        .containsExactly(
            tuple(ACME, MONDAY, 4L), tuple(ACME, TUESDAY, 4L), tuple(BOLT, MONDAY, 4L));
    PriceOrigin first = origins.prices(MONDAY, MONDAY, List.of(ACME)).get(0);
    assertThat(first)
        .isEqualTo(
            new PriceOrigin(
                ACME,
                MONDAY,
                new BigDecimal("10.00000000"),
                "yahoo",
                "PROVISIONAL",
                "SUSPECT_JUMP",
                4L,
                Instant.parse("2022-07-01T02:00:00Z")));
  }

  @Test
  void a_price_that_no_run_stored_says_so() {
    save(null, "yahoo", row(ACME, MONDAY, "10"));
    assertThat(origins.prices(MONDAY, MONDAY, List.of(ACME)).get(0).execution()).isNull();
  }

  @Test
  void a_correction_is_the_later_run_s_and_the_replaced_price_stays_the_earlier_one_s() {
    save(4L, "yahoo", row(ACME, MONDAY, "10"));
    clock.advance(Duration.ofDays(1));
    save(5L, "fmp", row(ACME, MONDAY, "10.5"));
    assertThat(origins.prices(MONDAY, MONDAY, List.of(ACME)))
        .extracting(PriceOrigin::source, PriceOrigin::execution)
        .containsExactly(tuple("fmp", 5L));
    ReplacedPrice replaced = origins.replaced(MONDAY, MONDAY, List.of(ACME)).get(0);
    assertThat(replaced.origin().source()).isEqualTo("yahoo");
    assertThat(replaced.origin().execution()).isEqualTo(4L);
    assertThat(replaced.origin().close()).isEqualByComparingTo("10");
    assertThat(replaced.replacedAt()).isEqualTo(Instant.parse("2022-07-02T02:00:00Z"));
  }

  @Test
  void the_same_price_again_stays_that_of_the_run_that_brought_it() {
    save(4L, "yahoo", row(ACME, MONDAY, "10"));
    save(5L, "fmp", row(ACME, MONDAY, "10"));
    assertThat(origins.prices(MONDAY, MONDAY, List.of(ACME)).get(0).execution()).isEqualTo(4L);
  }

  @Test
  void a_reader_of_the_past_sees_what_was_there_then_and_who_had_brought_it() {
    save(4L, "yahoo", row(ACME, MONDAY, "10"));
    String seen =
        new JdbcTemplate(POSTGRES.dataSource())
            .queryForObject("select pg_current_snapshot()::text", String.class);
    save(5L, "fmp", row(ACME, MONDAY, "10.5"), row(ACME, TUESDAY, "11"));
    assertThat(origins.prices(MONDAY, TUESDAY, List.of(ACME), Optional.ofNullable(seen)))
        .extracting(one -> one.close().stripTrailingZeros().toPlainString(), PriceOrigin::execution)
        .containsExactly(tuple("10", 4L));
  }

  @Test
  void an_action_knows_its_provider() {
    CorporateActionStore actions = new CorporateActionStore(POSTGRES.dataSource(), clock);
    actions.save(
        List.of(
            new ActionReport(
                ACME,
                "polygon",
                3,
                List.of(
                    new CorporateAction(
                        ACME, TUESDAY, CorporateAction.Kind.SPLIT, new BigDecimal("4"))),
                null)));
    assertThat(actions.originsBetween(MONDAY, TUESDAY, List.of(ACME)))
        .extracting(one -> one.action().exDate(), ActionOrigin::source)
        .containsExactly(tuple(TUESDAY, "polygon"));
    assertThat(actions.originsBetween(MONDAY, MONDAY, List.of(ACME))).isEmpty();
  }

  private void save(@Nullable Long run, String source, Bar... bars) {
    List<PriceRow> rows = List.of(bars).stream().map(bar -> bar.from(source)).toList();
    new TransactionTemplate(new DataSourceTransactionManager(POSTGRES.dataSource()))
        .executeWithoutResult(transaction -> prices.save(run, rows));
  }

  private record Bar(Symbol symbol, LocalDate session, String close) {

    PriceRow from(String source) {
      DailyBar bar = new DailyBar(symbol, session, null, null, null, new BigDecimal(close), null);
      return new PriceRow(bar, source, 1, false, Set.of(PriceFlag.SUSPECT_JUMP));
    }
  }

  private static Bar row(Symbol symbol, LocalDate session, String close) {
    return new Bar(symbol, session, close);
  }
}
