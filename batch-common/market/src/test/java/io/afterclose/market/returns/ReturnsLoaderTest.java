package io.afterclose.market.returns;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import io.afterclose.market.price.ActionReport;
import io.afterclose.market.price.ClosePanelStore;
import io.afterclose.market.price.CorporateActionStore;
import io.afterclose.quant.price.CorporateAction;
import io.afterclose.quant.price.Sessions;
import io.afterclose.quant.returns.ReturnMatrix;
import io.afterclose.quant.returns.ReturnSeries;
import io.afterclose.quant.symbol.Symbol;
import io.afterclose.testkit.PostgresExtension;
import io.afterclose.testkit.SettableClock;
import java.math.BigDecimal;
import java.time.LocalDate;
import java.util.List;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.springframework.jdbc.core.JdbcTemplate;

final class ReturnsLoaderTest {

  @RegisterExtension static final PostgresExtension POSTGRES = new PostgresExtension();

  private static final Symbol ACME = Symbol.of("ACME");
  private static final Symbol BOLT = Symbol.of("BOLT");
  private static final Sessions WEEK =
      Sessions.of(
          Stream.of("2022-06-27", "2022-06-28", "2022-06-29", "2022-06-30")
              .map(LocalDate::parse)
              .toList());

  private final JdbcTemplate jdbc = new JdbcTemplate(POSTGRES.dataSource());
  private final CorporateActionStore actions =
      new CorporateActionStore(POSTGRES.dataSource(), SettableClock.at("2022-07-01T02:00:00Z"));
  private final ReturnsLoader loader =
      new ReturnsLoader(new ClosePanelStore(POSTGRES.dataSource()), actions);

  @BeforeEach
  void four_closes() {
    POSTGRES.reset();
    close("ACME", "2022-06-27", 100);
    close("ACME", "2022-06-28", 110);
    close("ACME", "2022-06-29", 55);
    close("ACME", "2022-06-30", 54);
  }

  @Test
  void splits_dividends_and_implied_amounts_are_in_the_return_of_their_ex_date() {
    action("2022-06-29", CorporateAction.Kind.SPLIT, "2");
    action("2022-06-30", CorporateAction.Kind.DIVIDEND, "1.5");
    action("2022-06-28", CorporateAction.Kind.IMPLIED, "-10");
    assertThat(values(load(ACME), ACME)).containsExactly("none", "0.0000", "0.0000", "0.0091");
    assertThat(load(ACME).series(ACME).orElseThrow().at(3)).isCloseTo(0.5 / 55, within(1e-15));
  }

  @Test
  void nothing_after_the_axis_is_read() {
    List<String> before = values(load(ACME, BOLT), ACME);
    close("ACME", "2022-07-01", 1);
    close("BOLT", "2022-07-01", 1);
    action("2022-07-01", CorporateAction.Kind.SPLIT, "50");
    ReturnMatrix after = load(ACME, BOLT);
    assertThat(values(after, ACME)).isEqualTo(before);
    assertThat(values(after, BOLT)).containsOnly("none");
  }

  @Test
  void a_return_across_a_missing_session_does_not_exist() {
    jdbc.update("delete from market_data_cache where price_date = '2022-06-28'");
    assertThat(values(load(ACME), ACME)).containsExactly("none", "none", "none", "-0.0182");
  }

  @Test
  void a_symbol_without_prices_has_its_empty_column_and_others_are_not_there() {
    ReturnMatrix returns = load(BOLT);
    assertThat(returns.symbols()).containsExactly(BOLT);
    assertThat(values(returns, BOLT)).containsOnly("none");
  }

  @Test
  void a_row_of_another_day_than_a_session_changes_nothing() {
    close("ACME", "2022-06-26", 7);
    assertThat(values(load(ACME), ACME)).containsExactly("none", "0.1000", "-0.5000", "-0.0182");
  }

  @Test
  void the_connection_is_given_back_as_it_was_taken() throws Exception {
    load(ACME);
    try (var connection = POSTGRES.dataSource().getConnection()) {
      assertThat(connection.getAutoCommit()).isTrue();
    }
  }

  private ReturnMatrix load(Symbol... symbols) {
    return loader.load(WEEK, List.of(symbols));
  }

  private static List<String> values(ReturnMatrix returns, Symbol symbol) {
    ReturnSeries series = returns.series(symbol).orElseThrow();
    return IntStream.range(0, series.size())
        .mapToObj(
            index ->
                series.has(index)
                    ? String.format(java.util.Locale.ROOT, "%.4f", series.at(index))
                    : "none")
        .toList();
  }

  private void close(String symbol, String date, double close) {
    jdbc.update(
        "insert into market_data_cache (symbol, price_date, close, source, status, fetched_at)"
            + " values (?, cast(? as date), ?, 'test', 'FINAL', now())",
        symbol,
        date,
        close);
  }

  private void action(String date, CorporateAction.Kind kind, String value) {
    actions.save(
        List.of(
            new ActionReport(
                ACME,
                "test",
                1,
                List.of(
                    new CorporateAction(ACME, LocalDate.parse(date), kind, new BigDecimal(value))),
                null)));
  }
}
