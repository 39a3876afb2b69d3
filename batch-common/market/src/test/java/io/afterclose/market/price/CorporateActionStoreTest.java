package io.afterclose.market.price;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.afterclose.quant.price.ActionTerms;
import io.afterclose.quant.price.CorporateAction;
import io.afterclose.quant.price.CorporateAction.Kind;
import io.afterclose.quant.symbol.Symbol;
import io.afterclose.testkit.PostgresExtension;
import io.afterclose.testkit.SettableClock;
import java.math.BigDecimal;
import java.time.LocalDate;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.jdbc.support.JdbcTransactionManager;
import org.springframework.transaction.support.TransactionTemplate;

/** Which of several sources is in force, what withdraws an action, and what is kept of it. */
final class CorporateActionStoreTest {

  @RegisterExtension static final PostgresExtension POSTGRES = new PostgresExtension();

  private static final Symbol ACME = Symbol.of("ACME");
  private static final LocalDate FIRST = LocalDate.parse("2022-06-01");
  private static final LocalDate DAY = LocalDate.parse("2022-06-29");
  private static final LocalDate LAST = LocalDate.parse("2022-06-30");

  private final JdbcClient jdbc = JdbcClient.create(POSTGRES.dataSource());
  private final CorporateActionStore store =
      new CorporateActionStore(POSTGRES.dataSource(), SettableClock.at("2022-07-01T02:00:00Z"));

  @BeforeEach
  void an_empty_database() {
    POSTGRES.reset();
  }

  @Test
  void what_a_source_no_longer_reports_is_withdrawn_and_kept_in_the_history() {
    all("yahoo", 1, split(DAY, "10"));
    all("yahoo", 1);
    assertThat(inForce()).isEmpty();
    assertThat(
            texts("select ex_date || ' ' || kind || ' ' || value from corporate_actions_history"))
        .containsExactly("2022-06-29 SPLIT 10.000000000000");
    assertThat(texts("select first_date || ' ' || kind from market_data_changes"))
        .as("it came, and it went")
        .containsExactly("2022-06-29 ACTION", "2022-06-29 ACTION");
  }

  @Test
  void a_moved_ex_date_counts_once() {
    all("yahoo", 1, dividend(LocalDate.parse("2022-06-28"), "5"));
    all("yahoo", 1, dividend(DAY, "5"));
    assertThat(inForce()).containsExactly("2022-06-29 DIVIDEND 5 yahoo");
  }

  @Test
  void an_answer_that_may_lack_actions_withdraws_nothing() {
    all("yahoo", 1, split(DAY, "10"));
    report("yahoo", 1, null);
    report("yahoo", 1, new ActionWindow(FIRST, LAST, true));
    report("yahoo", 1, new ActionWindow(FIRST, DAY.minusDays(1), false));
    assertThat(inForce()).containsExactly("2022-06-29 SPLIT 10 yahoo");
  }

  @Test
  void a_source_withdraws_only_its_own() {
    all("yahoo", 1, split(DAY, "4"));
    all("fmp", 2);
    assertThat(inForce()).containsExactly("2022-06-29 SPLIT 4 yahoo");
  }

  @Test
  void the_best_ranked_source_is_in_force_and_the_next_one_when_it_withdraws() {
    all("fmp", 2, dividend(DAY, "0.51"));
    all("yahoo", 1, dividend(DAY, "0.5"));
    assertThat(inForce()).containsExactly("2022-06-29 DIVIDEND 0.5 yahoo");
    all("yahoo", 1);
    assertThat(inForce()).containsExactly("2022-06-29 DIVIDEND 0.51 fmp");
  }

  @Test
  void the_noise_of_short_floats_changes_nothing() {
    all("yahoo", 1, dividend(DAY, "0.5"));
    all("yahoo", 1, dividend(DAY, "0.5000001"));
    assertThat(inForce()).containsExactly("2022-06-29 DIVIDEND 0.5 yahoo");
    assertThat(texts("select kind from market_data_changes")).hasSize(1);
  }

  @Test
  void an_implied_amount_goes_when_the_closes_no_longer_imply_it_and_a_dividend_stays() {
    report("csv", 1, null, dividend(FIRST, "1"));
    report("csv", 1, null, implied(DAY, "85.5"), implied(LAST, "-85.5"));
    report("csv", 1, new ActionWindow(FIRST, LAST, true));
    assertThat(inForce()).containsExactly("2022-06-01 DIVIDEND 1 csv");
  }

  @Test
  void a_dividend_outranks_what_another_source_implied_for_its_day() {
    report("csv", 2, null, implied(DAY, "5"));
    all("yahoo", 1, dividend(DAY, "5"));
    assertThat(store.between(FIRST, LAST, List.of(ACME)))
        .extracting(CorporateAction::kind)
        .containsExactly(Kind.DIVIDEND);
  }

  @Test
  void a_statement_by_hand_is_followed_kept_and_logged_too() {
    all("yahoo", 1, split(DAY, "10"));
    jdbc.sql("update corporate_action_reports set value = 5").update();
    assertThat(inForce()).containsExactly("2022-06-29 SPLIT 5 yahoo");
    jdbc.sql("delete from corporate_action_reports").update();
    assertThat(inForce()).isEmpty();
    assertThat(texts("select value from corporate_actions_history order by history_id"))
        .containsExactly("10.000000000000", "5.000000000000");
    assertThat(texts("select kind from market_data_changes")).hasSize(3);
  }

  @Test
  void an_action_of_every_kind_is_read_as_it_was_stored() {
    Symbol other = Symbol.of("OTHER");
    List<CorporateAction> stored =
        List.of(
            of(FIRST, Kind.RENAME, "1", ActionTerms.renamedTo(other)),
            of(DAY, Kind.CASH_MERGER, "20.5", ActionTerms.NONE),
            of(DAY, Kind.DELISTED, "0", ActionTerms.NONE),
            of(DAY, Kind.LISTING, "1", ActionTerms.NONE),
            of(DAY, Kind.SPINOFF, "0.25", ActionTerms.child(other, new BigDecimal("0.3"))),
            of(DAY, Kind.STOCK_MERGER, "0.5", ActionTerms.mergedInto(other, new BigDecimal("3"))),
            of(LAST, Kind.SPINOFF, "1", ActionTerms.child(other, null)));
    all("yahoo", 1, stored.toArray(CorporateAction[]::new));
    assertThat(store.between(FIRST, LAST, List.of(ACME))).isEqualTo(stored);
  }

  @Test
  void what_touches_two_symbols_is_logged_for_both_and_for_the_one_that_it_named_before() {
    all("yahoo", 1, of(DAY, Kind.RENAME, "1", ActionTerms.renamedTo(Symbol.of("WRONG"))));
    all("yahoo", 1, of(DAY, Kind.RENAME, "1", ActionTerms.renamedTo(Symbol.of("RIGHT"))));
    assertThat(texts("select symbol || ' ' || first_date from market_data_changes order by 1"))
        .containsExactly(
            "ACME 2022-06-29",
            "ACME 2022-06-29",
            "ACME 2022-06-29",
            "RIGHT 2022-06-29",
            "WRONG 2022-06-29",
            "WRONG 2022-06-29");
    assertThat(texts("select other_symbol from corporate_actions_history"))
        .containsExactly("WRONG");
  }

  @Test
  void a_spin_off_takes_the_place_of_the_split_of_its_day_until_it_is_withdrawn() {
    all("yahoo", 1, split(DAY, "1.281"));
    all("fmp", 2, of(DAY, Kind.SPINOFF, "0.5", ActionTerms.child(Symbol.of("CHILD"), null)));
    assertThat(inForce()).containsExactly("2022-06-29 SPINOFF 0.5 fmp");
    assertThat(
            texts(
                "select kind || ' ' || trim_scale(value) || ' ' || unconfirmed"
                    + " from corporate_actions_history"))
        .containsExactly("SPLIT 1.281 true");
    all("yahoo", 1, split(DAY, "1.281"), dividend(FIRST, "1"));
    assertThat(inForce())
        .as("reported again")
        .containsExactly("2022-06-01 DIVIDEND 1 yahoo", "2022-06-29 SPINOFF 0.5 fmp");
    all("fmp", 2);
    assertThat(inForce())
        .containsExactly("2022-06-01 DIVIDEND 1 yahoo", "2022-06-29 SPLIT 1.281 yahoo");
  }

  @Test
  void an_implied_amount_comes_back_when_the_dividend_of_its_day_goes() {
    report("csv", 2, null, implied(DAY, "5"));
    all("yahoo", 1, dividend(DAY, "5"));
    assertThat(inForce()).containsExactly("2022-06-29 DIVIDEND 5 yahoo");
    all("yahoo", 1);
    assertThat(inForce()).containsExactly("2022-06-29 IMPLIED 5 csv");
  }

  @Test
  void what_nobody_knows_is_unconfirmed_and_its_confirmation_is_logged_and_kept() {
    BigDecimal close = new BigDecimal("50");
    report(
        "csv",
        1,
        null,
        split(DAY, "1.281"),
        CorporateAction.implied(ACME, LAST, new BigDecimal("50"), close),
        CorporateAction.implied(ACME, FIRST, new BigDecimal("0.5"), close));
    assertThat(store.between(FIRST, LAST, List.of(ACME)))
        .extracting(CorporateAction::unconfirmed)
        .containsExactly(false, true, true);
    assertThat(texts("select kind from market_data_changes")).hasSize(3);
    jdbc.sql("update corporate_action_reports set unconfirmed = false").update();
    assertThat(store.between(FIRST, LAST, List.of(ACME)))
        .extracting(CorporateAction::unconfirmed)
        .containsExactly(false, false, false);
    assertThat(texts("select kind || ' ' || unconfirmed from corporate_actions_history order by 1"))
        .containsExactly("IMPLIED true", "SPLIT true");
    assertThat(texts("select kind from market_data_changes")).hasSize(5);
  }

  /** The same rules as in the code, for a statement by hand. */
  @ParameterizedTest
  @CsvSource(
      nullValues = "null",
      value = {
        "RENAME,null,null,null,other_symbol",
        "RENAME,ACME,null,null,other_symbol",
        "SPLIT,OTHER,null,null,other_symbol",
        "STOCK_MERGER,OTHER,null,null,cash",
        "STOCK_MERGER,OTHER,-1,null,cash",
        "STOCK_MERGER,OTHER,NaN,null,cash",
        "CASH_MERGER,null,1,null,cash",
        "SPINOFF,OTHER,null,1.1,cost_share",
        "SPINOFF,OTHER,null,NaN,cost_share",
        "DIVIDEND,null,null,0.1,cost_share",
        "GIFT,null,null,null,kind"
      })
  void the_database_refuses_terms_that_a_kind_does_not_have(
      String kind,
      @Nullable String other,
      @Nullable String cash,
      @Nullable String costShare,
      String constraint) {
    assertThatThrownBy(
            () ->
                jdbc.sql(
                        "insert into corporate_action_reports (symbol, ex_date, kind, source, rank,"
                            + " value, other_symbol, cash, cost_share, reported_at)"
                            + " values ('ACME', '2022-06-29', :kind, 'csv', 1, 1, :other,"
                            + " cast(:cash as numeric), cast(:share as numeric), now())")
                    .param("kind", kind)
                    .param("other", other)
                    .param("cash", cash)
                    .param("share", costShare)
                    .update())
        .hasMessageContaining("corporate_action_reports_" + constraint);
  }

  private void all(String source, int rank, CorporateAction... actions) {
    report(source, rank, new ActionWindow(FIRST, LAST, false), actions);
  }

  private void report(
      String source, int rank, @Nullable ActionWindow complete, CorporateAction... actions) {
    new TransactionTemplate(new JdbcTransactionManager(POSTGRES.dataSource()))
        .executeWithoutResult(
            status ->
                store.save(
                    List.of(new ActionReport(ACME, source, rank, List.of(actions), complete))));
  }

  private List<String> inForce() {
    return texts(
        "select ex_date || ' ' || kind || ' ' || trim_scale(value) || ' ' || source"
            + " from corporate_actions order by ex_date, kind");
  }

  private List<String> texts(String sql) {
    return jdbc.sql(sql).query(String.class).list();
  }

  private static CorporateAction of(LocalDate day, Kind kind, String value, ActionTerms terms) {
    return new CorporateAction(ACME, day, kind, new BigDecimal(value), terms, false);
  }

  private static CorporateAction split(LocalDate day, String ratio) {
    return action(day, Kind.SPLIT, ratio);
  }

  private static CorporateAction dividend(LocalDate day, String amount) {
    return action(day, Kind.DIVIDEND, amount);
  }

  private static CorporateAction implied(LocalDate day, String amount) {
    return action(day, Kind.IMPLIED, amount);
  }

  private static CorporateAction action(LocalDate day, Kind kind, String value) {
    return new CorporateAction(ACME, day, kind, new BigDecimal(value));
  }
}
