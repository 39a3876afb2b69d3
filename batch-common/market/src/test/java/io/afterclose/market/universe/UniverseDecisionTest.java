package io.afterclose.market.universe;

import static org.assertj.core.api.Assertions.assertThat;

import io.afterclose.quant.factor.FactorEtfs;
import io.afterclose.quant.symbol.Symbol;
import io.afterclose.testkit.PostgresExtension;
import io.afterclose.testkit.SettableClock;
import java.time.LocalDate;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.springframework.jdbc.core.JdbcTemplate;

/** Who is in the universe of 2022-06-30, who is out, and why. */
final class UniverseDecisionTest {

  @RegisterExtension static final PostgresExtension POSTGRES = new PostgresExtension();

  private static final LocalDate NIGHT = LocalDate.of(2022, 6, 30);

  private final JdbcTemplate jdbc = new JdbcTemplate(POSTGRES.dataSource());
  private final UniverseStore store =
      new UniverseStore(POSTGRES.dataSource(), SettableClock.at("2022-07-01T02:00:00Z"));

  private final ScopeStore scope = new ScopeStore(POSTGRES.dataSource());

  @BeforeEach
  void two_portfolios_are_there_one_of_them_deleted() {
    POSTGRES.reset();
    jdbc.execute(
        "insert into portfolios (name, created_at, deleted_at)"
            + " values ('kept', now(), null), ('deleted', now(), now())");
  }

  @ParameterizedTest
  @CsvSource(
      nullValues = "-",
      value = {
        // portfolio, class, entered, left, position deleted, expected
        "1, PUBLIC,  2022-06-30, -,          false, HELD", // the day it is bought
        "1, PUBLIC,  2022-07-01, -,          false, -", // bought later
        "1, PUBLIC,  2022-01-03, 2022-07-01, false, HELD", // sold later
        "1, PUBLIC,  2022-01-03, 2022-06-30, false, -", // sold that day
        "1, PUBLIC,  2022-01-03, -,          true,  -",
        "2, PUBLIC,  2022-01-03, -,          false, -",
        "1, PRIVATE, 2022-01-03, -,          false, -",
      })
  void a_position_counts_while_it_is_open_public_and_not_deleted(
      int portfolio,
      String investmentClass,
      LocalDate entered,
      @Nullable LocalDate left,
      boolean deleted,
      @Nullable UniverseReason expected) {
    position(portfolio, "ACME", investmentClass, entered, left, deleted);
    assertThat(reasons("ACME")).isEqualTo(expected == null ? List.of() : List.of(expected));
  }

  @ParameterizedTest
  @CsvSource({
    "ACME220630C00100000, HELD", // on its expiry
    "ACME220629C00100000, EXPIRED_OPTION",
    "ACME220715P00100000, HELD",
  })
  void an_option_counts_up_to_its_expiry(String contract, UniverseReason expected) {
    position(1, contract, "OPTIONS", LocalDate.of(2022, 1, 3), null, false);
    assertThat(reasons(contract)).containsExactly(expected);
    assertThat(entry(contract).kind()).isEqualTo(AssetKind.OPTION);
  }

  @ParameterizedTest
  @CsvSource(
      nullValues = "-",
      value = {
        // contract, class, left, expected of ACME
        "ACME220715C00100000,  OPTIONS, -,          UNDERLYING",
        "ACME220630C00100000,  OPTIONS, -,          UNDERLYING", // settled tonight
        "ACME220617C00100000,  OPTIONS, -,          UNDERLYING", // perhaps not settled yet
        "ACME220715C00100000,  OPTIONS, 2022-06-30, -", // sold before its end
        "ACME1220715C00100000, OPTIONS, -,          UNDERLYING", // adjusted
        "ACME220715C00100000,  PUBLIC,  -,          -",
      })
  void the_share_that_a_held_option_is_on_is_in_since_its_close_settles_it(
      String contract,
      String investmentClass,
      @Nullable LocalDate left,
      @Nullable UniverseReason expected) {
    position(1, contract, investmentClass, LocalDate.of(2022, 1, 3), left, false);
    assertThat(reasons("ACME")).isEqualTo(expected == null ? List.of() : List.of(expected));
    if (expected != null) {
      assertThat(entry("ACME").kind()).isEqualTo(AssetKind.LISTED);
    }
  }

  @ParameterizedTest
  @CsvSource({
    "AAPL220715C00100000,  AAPL",
    "AAPL1220715C00100000, AAPL",
    "BRKB220715C00100000,  BRK.B",
    "BFB220715P00050000,   BF.B",
  })
  void an_option_is_on_the_share_that_the_table_of_roots_says(String contract, String share) {
    position(1, contract, "OPTIONS", LocalDate.of(2022, 1, 3), null, false);
    assertThat(underlyings()).containsExactly(share);
    assertThat(scope.heldIn("kept", NIGHT))
        .containsExactlyInAnyOrder(Symbol.of(contract), Symbol.of(share));
  }

  @ParameterizedTest
  @CsvSource({"SPXW", "SPX", "VIX", "NDXP", "RUTW", "XSP", "OEX", "SPXW1"})
  void an_index_is_no_share_and_is_not_requested(String root) {
    String contract = root + "220715C00100000";
    position(1, contract, "OPTIONS", LocalDate.of(2022, 1, 3), null, false);
    assertThat(underlyings()).isEmpty();
    assertThat(scope.heldIn("kept", NIGHT)).containsExactly(Symbol.of(contract));
  }

  @Test
  void what_was_spun_off_of_a_lot_is_in_although_the_lot_was_sold() {
    position(1, "PAR", "PUBLIC", LocalDate.of(2022, 1, 3), LocalDate.of(2022, 6, 15), false);
    action("PAR", "2022-06-09", "SPINOFF", "KID", null);
    assertThat(reasons("KID")).containsExactly(UniverseReason.HELD);
  }

  @Test
  void a_rename_of_the_share_gives_an_option_its_new_root_and_a_split_then_its_strike() {
    position(1, "FB220715C00100000", "OPTIONS", LocalDate.of(2022, 1, 3), null, false);
    action("FB", "2022-06-09", "RENAME", "META", null);
    split("META", "2022-06-13", "2");
    assertThat(reasons("META220715C00050000")).containsExactly(UniverseReason.SPLIT_CONTRACT);
    assertThat(reasons("META")).containsExactly(UniverseReason.UNDERLYING);
  }

  @Test
  void what_whole_splits_made_of_a_held_option_is_in_since_its_close_prices_it() {
    String contract = "ACME220715C00100000";
    position(1, contract, "OPTIONS", LocalDate.of(2022, 1, 3), null, false);
    assertThat(reasons("ACME220715C00025000")).isEmpty();
    split("ACME", "2022-01-03", "10");
    split("ACME", "2022-06-01", "4");
    split("ACME", "2022-07-05", "2");
    assertThat(reasons("ACME220715C00025000")).containsExactly(UniverseReason.SPLIT_CONTRACT);
    assertThat(entry("ACME220715C00025000").kind()).isEqualTo(AssetKind.OPTION);
    assertThat(reasons(contract)).containsExactly(UniverseReason.HELD);
    assertThat(scope.heldIn("kept", NIGHT)).contains(Symbol.of("ACME220715C00025000"));
    split("ACME", "2022-06-02", "0.5");
    assertThat(store.decide(NIGHT))
        .noneMatch(entry -> entry.reason() == UniverseReason.SPLIT_CONTRACT);
  }

  private void split(String symbol, String exDate, String newPerOld) {
    jdbc.update(
        "insert into corporate_action_reports"
            + " (symbol, ex_date, kind, source, rank, value, reported_at)"
            + " values (?, cast(? as date), 'SPLIT', 'operator', 0, cast(? as numeric), now())",
        symbol,
        exDate,
        newPerOld);
  }

  @Test
  void a_share_under_an_option_is_there_once_and_keeps_a_reason_of_its_own() {
    position(1, "ACME220715C00100000", "OPTIONS", LocalDate.of(2022, 1, 3), null, false);
    position(1, "ACME220715P00100000", "OPTIONS", LocalDate.of(2022, 1, 3), null, false);
    assertThat(reasons("ACME")).containsExactly(UniverseReason.UNDERLYING);
    add("ACME");
    assertThat(reasons("ACME")).containsExactly(UniverseReason.MEMBER);
    position(1, "ACME", "PUBLIC", LocalDate.of(2022, 1, 3), null, false);
    assertThat(reasons("ACME")).containsExactly(UniverseReason.HELD);
    jdbc.update("update symbol_universe set deactivated_on = '2022-06-01'");
    assertThat(reasons("ACME")).containsExactly(UniverseReason.DEACTIVATED);
  }

  @Test
  void an_explicit_member_is_in_on_any_date() {
    add("ACME");
    assertThat(reasons("ACME")).containsExactly(UniverseReason.MEMBER);
    assertThat(store.decide(LocalDate.of(1999, 1, 4)))
        .extracting(UniverseSymbol::symbol)
        .contains(Symbol.of("ACME"));
  }

  @ParameterizedTest
  @CsvSource({"2022-06-30, true", "2022-07-01, false"})
  void a_member_from_a_position_counts_from_the_day_it_was_first_seen(
      LocalDate firstSeen, boolean in) {
    store.firstSeen(
        List.of(new UniverseSymbol(Symbol.of("ACME"), AssetKind.LISTED, UniverseReason.HELD)),
        firstSeen);
    assertThat(reasons("ACME")).isEqualTo(in ? List.of(UniverseReason.MEMBER) : List.of());
  }

  @ParameterizedTest
  @CsvSource({
    "2022-06-30, DEACTIVATED",
    "2022-06-01, DEACTIVATED",
    "2022-07-01, MEMBER",
  })
  void a_deactivation_counts_from_its_date_so_that_a_backfill_sees_its_night(
      LocalDate deactivated, UniverseReason expected) {
    add("ACME");
    jdbc.update("update symbol_universe set deactivated_on = ?", deactivated);
    assertThat(reasons("ACME")).containsExactly(expected);
  }

  @Test
  void a_deactivated_symbol_stays_out_although_it_is_held_or_named_again() {
    add("ACME");
    jdbc.update("update symbol_universe set deactivated_on = '2022-06-01'");
    position(1, "ACME", "PUBLIC", LocalDate.of(2022, 1, 3), null, false);
    add("ACME");
    assertThat(reasons("ACME")).containsExactly(UniverseReason.DEACTIVATED);
  }

  @Test
  void the_factor_funds_are_in_whatever_else_is_known_of_them() {
    add("SPY");
    jdbc.update("update symbol_universe set deactivated_on = '2022-06-01'");
    position(1, "TLT", "PUBLIC", LocalDate.of(2022, 1, 3), null, false);
    assertThat(store.decide(NIGHT))
        .filteredOn(entry -> entry.reason() == UniverseReason.FACTOR_ETF)
        .extracting(UniverseSymbol::symbol)
        .containsExactlyInAnyOrderElementsOf(FactorEtfs.ALL);
  }

  @Test
  void a_held_member_is_there_once_and_all_come_in_symbol_order() {
    add("ZULU");
    add("ACME");
    position(1, "ACME", "PUBLIC", LocalDate.of(2022, 1, 3), null, false);
    position(1, "ACME", "PUBLIC", LocalDate.of(2022, 2, 3), null, false);
    assertThat(reasons("ACME")).containsExactly(UniverseReason.HELD);
    assertThat(store.decide(NIGHT)).extracting(UniverseSymbol::symbol).isSorted().hasSize(10);
  }

  @Test
  void what_is_written_down_is_what_was_decided_until_a_symbol_proves_to_be_listed_later() {
    add("ACME");
    jdbc.execute(
        "insert into batch_job_instance (job_instance_id, job_name, job_key) values (7, 'j', 'k')");
    store.save(7, NIGHT, true, true, store.decide(NIGHT));
    assertThat(store.ofRun(7)).isEqualTo(store.decide(NIGHT));
    store.notYetListed(7, List.of(Symbol.of("ACME")));
    assertThat(store.ofRun(7))
        .filteredOn(entry -> !entry.included())
        .containsExactly(
            new UniverseSymbol(Symbol.of("ACME"), AssetKind.LISTED, UniverseReason.NOT_YET_LISTED));
    assertThat(store.ofRun(8)).isEmpty();
  }

  @Test
  void naming_a_symbol_of_a_position_makes_it_undated() {
    store.firstSeen(
        List.of(new UniverseSymbol(Symbol.of("ACME"), AssetKind.LISTED, UniverseReason.HELD)),
        LocalDate.of(2022, 7, 1));
    assertThat(reasons("ACME")).isEmpty();
    add("ACME");
    assertThat(reasons("ACME")).containsExactly(UniverseReason.MEMBER);
  }

  private void add(String symbol) {
    store.add(List.of(UniverseMember.explicit(Symbol.of(symbol), null, null, null)));
  }

  @Test
  void a_holder_has_what_a_share_became_and_what_was_spun_off_and_the_old_one_is_out() {
    position(1, "FB", "PUBLIC", LocalDate.of(2022, 1, 3), null, false);
    position(1, "GE", "PUBLIC", LocalDate.of(2022, 1, 3), null, false);
    position(1, "FB220715C00100000", "OPTIONS", LocalDate.of(2022, 1, 3), null, false);
    action("FB", "2022-06-09", "RENAME", "META", null);
    action("GE", "2022-06-09", "SPINOFF", "CHILD", null);
    action("CHILD", "2022-06-30", "STOCK_MERGER", "BUYER", "0");
    action("GE", "2022-07-01", "RENAME", "LATER", null);
    assertThat(reasons("FB")).containsExactly(UniverseReason.ENDED);
    assertThat(reasons("META")).containsExactly(UniverseReason.HELD);
    assertThat(reasons("GE")).containsExactly(UniverseReason.HELD);
    assertThat(reasons("CHILD")).isEmpty();
    assertThat(reasons("BUYER")).containsExactly(UniverseReason.HELD);
    assertThat(reasons("LATER")).as("dated after the night").isEmpty();
  }

  @Test
  void what_is_bought_after_a_spin_off_brings_no_child() {
    position(1, "GE", "PUBLIC", LocalDate.of(2022, 6, 9), null, false);
    action("GE", "2022-06-09", "SPINOFF", "CHILD", null);
    assertThat(reasons("CHILD")).isEmpty();
  }

  private void action(
      String symbol, String date, String kind, String other, @Nullable String cash) {
    jdbc.update(
        "insert into corporate_action_reports (symbol, ex_date, kind, source, rank, value,"
            + " other_symbol, cash, reported_at)"
            + " values (?, cast(? as date), ?, 'operator', 0, 1, ?, cast(? as numeric), now())",
        symbol,
        date,
        kind,
        other,
        cash);
  }

  private void position(
      int portfolio,
      String symbol,
      String investmentClass,
      LocalDate entered,
      @Nullable LocalDate left,
      boolean deleted) {
    jdbc.update(
        "insert into positions (portfolio_id, symbol, investment_class, position_type, quantity,"
            + " quantity_as_of, entry_date, entry_price, multiplier, exit_date, exit_price,"
            + " deleted_at) values (?, ?, ?, 'LONG', 1, ?, ?, 10, 1, cast(? as date),"
            + " case when cast(? as date) is null then null else 11 end,"
            + " case when ? then now() end)",
        portfolio,
        symbol,
        investmentClass,
        entered,
        entered,
        left,
        left,
        deleted);
  }

  private List<String> underlyings() {
    return store.decide(NIGHT).stream()
        .filter(entry -> entry.reason() == UniverseReason.UNDERLYING)
        .map(entry -> entry.symbol().text())
        .toList();
  }

  private UniverseSymbol entry(String symbol) {
    return store.decide(NIGHT).stream()
        .filter(entry -> entry.symbol().equals(Symbol.of(symbol)))
        .findFirst()
        .orElseThrow();
  }

  private List<UniverseReason> reasons(String symbol) {
    return store.decide(NIGHT).stream()
        .filter(entry -> entry.symbol().equals(Symbol.of(symbol)))
        .map(UniverseSymbol::reason)
        .toList();
  }
}
