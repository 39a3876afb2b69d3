package io.afterclose.portfoliorefresh;

import static io.afterclose.portfoliorefresh.RefreshWorld.day;
import static org.assertj.core.api.Assertions.assertThat;

import io.afterclose.portfoliorefresh.fixture.StoredPortfolios.Lot;
import io.afterclose.testkit.CommandRun;
import io.afterclose.testkit.PostgresExtension;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Rows of the cash ledger as an owner states them. */
final class CashCommandTest {
  @RegisterExtension static final PostgresExtension POSTGRES = new PostgresExtension();

  private static final LocalDate ENTRY = LocalDate.parse("2022-06-01");
  private static final String COLUMNS =
      "movement,date,kind,amount,replaces,ex_date,position,reference,note,recorded_utc\n";
  private static final String NOW = ",2022-07-01T02:30\n";

  private final RefreshWorld world = RefreshWorld.emptied(POSTGRES);

  @BeforeEach
  void a_portfolio_with_several_lots() {
    long growth = world.portfolios().holding("Growth", "AAPL", "10", ENTRY);
    world.portfolios().position(growth, Lot.shares("AAPL", "5", ENTRY.plusDays(1), "140"));
    world.portfolios().position(growth, Lot.shares("MSFT", "1", ENTRY, "250"));
    world.portfolios().position(growth, Lot.shares("MSFT", "2", ENTRY, "250").shorted());
    world.portfolios().position(growth, Lot.shares("BRK.B", "1", ENTRY, "300"));
    world.portfolios().holding("Other", "KO", "1", ENTRY);
  }

  @Test
  void every_kind_is_recorded_and_listed_by_date() {
    assertThat(add("2022-06-10", "BALANCE", "-12.5").exitCode()).isZero();
    assertThat(add("2022-06-14", "fee", "3").exitCode()).isZero();
    assertThat(add("2022-06-13", "DEPOSIT", "500.0000000001").exitCode()).isZero();
    assertThat(add("2022-06-14", "WITHDRAWAL", "0").exitCode()).isZero();
    assertThat(add("2022-06-01", "TRADE", "-1501.25", "--position", "brk-b").exitCode()).isZero();
    world.prices().dividend("AAPL", day("2022-06-13"), "0.23");
    assertThat(
            add(
                    "2022-06-15",
                    "DIVIDEND",
                    "1",
                    "--position",
                    "AAPL@2022-06-02",
                    "--ex-date",
                    "2022-06-13",
                    "--reference",
                    "D-1",
                    "--note",
                    "net")
                .exitCode())
        .isZero();
    CommandRun listed = world.command("cash", "list", "--portfolio", "Growth", "-o", "csv");
    assertThat(listed.exitCode()).isZero();
    assertThat(listed.out())
        .isEqualTo(
            COLUMNS
                + "5,2022-06-01,TRADE,-1501.25,ENTRY,,BRK.B@2022-06-01#5,,"
                + NOW
                + "1,2022-06-10,BALANCE,-12.5,,,,,"
                + NOW
                + "3,2022-06-13,DEPOSIT,500.0000000001,,,,,"
                + NOW
                + "2,2022-06-14,FEE,3,,,,,"
                + NOW
                + "4,2022-06-14,WITHDRAWAL,0,,,,,"
                + NOW
                + "6,2022-06-15,DIVIDEND,1,DIVIDEND,2022-06-13,AAPL@2022-06-02#2,D-1,net"
                + NOW);
    assertThat(changes())
        .containsExactly(
            "Growth 2022-06-10 CASH",
            "Growth 2022-06-14 CASH",
            "Growth 2022-06-13 CASH",
            "Growth 2022-06-14 CASH",
            "Growth 2022-06-01 CASH",
            "Growth 2022-06-10 CASH");
  }

  @Test
  void a_second_balance_of_a_day_replaces_the_first_and_the_same_one_changes_nothing() {
    assertThat(add("2022-06-10", "BALANCE", "100").exitCode()).isZero();
    assertThat(add("2022-06-10", "BALANCE", "120").exitCode()).isZero();
    assertThat(add("2022-06-10", "BALANCE", "120.00").exitCode()).isZero();
    assertThat(amounts()).containsExactly("BALANCE 120");
    assertThat(changes()).hasSize(2);
  }

  @Test
  void two_deposits_of_one_day_are_two() {
    assertThat(add("2022-06-10", "DEPOSIT", "100").exitCode()).isZero();
    assertThat(add("2022-06-10", "DEPOSIT", "100").exitCode()).isZero();
    assertThat(amounts()).containsExactly("DEPOSIT 100", "DEPOSIT 100");
    assertThat(changes()).hasSize(2);
  }

  @Test
  void a_row_of_one_reference_is_recorded_once() {
    assertThat(add("2022-06-10", "DEPOSIT", "100", "--reference", "B-7").exitCode()).isZero();
    assertThat(add("2022-06-10", "DEPOSIT", "100", "--reference", "B-7").exitCode()).isZero();
    assertThat(amounts()).containsExactly("DEPOSIT 100");
  }

  @Test
  void interest_is_signed_and_tax_is_not() {
    assertThat(add("2022-06-10", "INTEREST", "-1.5").exitCode()).isZero();
    assertThat(add("2022-06-10", "TAX", "-1.5").err()).contains("0 or more for a TAX");
    assertThat(amounts()).containsExactly("INTEREST -1.5");
  }

  @Test
  void a_dividend_of_a_symbol_names_all_of_its_lots() {
    world.prices().dividend("AAPL", day("2022-06-13"), "0.23");
    assertThat(
            add("2022-06-20", "DIVIDEND", "3", "--symbol", "aapl", "--ex-date", "2022-06-13")
                .exitCode())
        .isZero();
    assertThat(
            world
                .sql()
                .sql(
                    "select concat_ws(' ', symbol, replaces, ex_date, position_id) from cash_movements")
                .query(String.class)
                .single())
        .isEqualTo("AAPL DIVIDEND 2022-06-13");
  }

  @Test
  void a_row_is_corrected_and_taken_back_with_its_reason() {
    assertThat(add("2022-06-10", "DEPOSIT", "100").exitCode()).isZero();
    assertThat(edit("1", "--amount", "110", "--date", "2022-06-09").exitCode()).isZero();
    assertThat(amounts()).containsExactly("DEPOSIT 110");
    assertThat(edit("1", "--amount", "-1").exitCode()).isEqualTo(2);
    assertThat(edit("2", "--amount", "1").err()).contains("'Growth' has no cash row 2");
    assertThat(edit("1").err()).contains("nothing to correct");
    CommandRun removed =
        world.command("cash remove --portfolio Growth 1 --reason twice".split(" "));
    assertThat(removed.exitCode()).isZero();
    assertThat(amounts()).isEmpty();
    assertThat(
            world
                .sql()
                .sql(
                    "select concat_ws(' ', command, action, before ->> 'amount', after ->> 'amount',"
                        + " reason) from portfolio_audit where subject = 'CASH' order by audit_id")
                .query(String.class)
                .list())
        .containsExactly(
            "cash add ADDED 100.0000000000",
            "cash edit CHANGED 100.0000000000 110.0000000000 typo",
            "cash remove DELETED 110.0000000000 twice");
    assertThat(changes()).hasSize(3);
  }

  private CommandRun edit(String movement, String... more) {
    List<String> arguments =
        new ArrayList<>(List.of("cash", "edit", "--portfolio", "Growth", movement));
    arguments.addAll(List.of("--reason", "typo"));
    arguments.addAll(List.of(more));
    return world.command(arguments.toArray(String[]::new));
  }

  @Test
  void a_lot_among_twins_is_selected_by_what_the_message_lists() {
    CommandRun several = add("2022-06-01", "TRADE", "-1", "--position", "MSFT@2022-06-01");
    assertThat(several.exitCode()).isEqualTo(2);
    assertThat(several.err()).contains("expected one, found MSFT@2022-06-01#3, MSFT@2022-06-01#4");
    assertThat(add("2022-06-01", "TRADE", "-1", "--position", "MSFT@2022-06-01#4").exitCode())
        .isZero();
    assertThat(world.sql().sql("select position_id from cash_movements").query(Long.class).single())
        .isEqualTo(4);
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "--date 2022-06-31 --kind FEE --amount 1 | --date '2022-06-31': expected a date that exists",
        "--date soon --kind FEE --amount 1 | --date 'soon': expected a date that exists",
        "--date 2022-06-10 --kind GIFT --amount 1 | BALANCE, DEPOSIT, WITHDRAWAL",
        "--date 2022-06-10 --kind FEE --amount 1e3 | --amount '1e3': expected a plain decimal",
        "--date 2022-06-10 --kind FEE --amount NaN | --amount 'NaN': expected a plain decimal",
        "--date 2022-06-10 --kind FEE --amount 1,000 | --amount '1,000': expected a plain decimal",
        "--date 2022-06-10 --kind FEE --amount -1 | --amount '-1': expected 0 or more for a FEE",
        "--date 2022-06-10 --kind DEPOSIT --amount -1 | expected 0 or more for a DEPOSIT",
        "--date 2022-06-10 --kind WITHDRAWAL --amount -0.01 | 0 or more for a WITHDRAWAL",
        "--date 2022-06-10 --kind DEPOSIT --amount 1 --position AAPL | expected none for a DEPOSIT",
        "--date 2022-06-10 --kind TRADE --amount 1 --symbol AAPL | expected none for a TRADE",
        "--date 2022-06-10 --kind TRADE --amount 1 --position BRK.B | found only ENTRY 2022-06-01 of"
            + " BRK.B@2022-06-01#5 (-300 USD)",
        "--date 2022-06-10 --kind TRADE --amount 1 --position BRK.B --replaces EXIT | found only"
            + " ENTRY 2022-06-01",
        "--date 2022-06-10 --kind DIVIDEND --amount 1 --symbol AAPL | found no such row at all",
        "--date 2022-07-10 --kind FEE --amount 1 | to today, 2022-06-30",
        "--date 2022-06-10 --kind TRADE --amount 1 --position AAPL | expected one, found AAPL@",
        "--date 2022-06-10 --kind TRADE --amount 1 --position KO | expected one, found none; there",
        "--date 2022-06-10 --kind TRADE --amount 1 --position AAPL@2022-06-03 | found none; there is"
            + " AAPL@2022-06-01#1, AAPL@2022-06-02#2",
        "--date 2022-06-10 --kind TRADE --amount 1 --position AAPL@then | expected SYMBOL, or",
        "--date 2022-06-10 --kind TRADE --amount 1 --position @ | Position '@': expected SYMBOL",
        "--date 2022-06-10 --kind TRADE --amount 1 --position AAPL#x | expected SYMBOL, or",
        "--date 2022-06-10 --kind FEE | --amount",
        "--kind FEE --amount 1 | --date",
        "--date 2022-06-10 --amount 1 | --kind",
      })
  void an_invalid_value_is_refused_with_what_was_expected_and_nothing_is_stored(
      String options, String told) {
    CommandRun run = world.command(("cash add --portfolio Growth " + options).split(" ", -1));
    assertThat(run.exitCode()).isEqualTo(2);
    assertThat(run.err()).contains(told).doesNotContain("\tat ");
    assertThat(run.err().lines().count()).isBetween(1L, 2L);
    assertThat(run.out()).isEmpty();
    assertThat(amounts()).isEmpty();
    assertThat(changes()).isEmpty();
  }

  @Test
  void an_unknown_portfolio_is_refused_by_both() {
    for (String name : List.of("growth", "'; drop table portfolios; --", "\u001b[31mred")) {
      CommandRun added =
          world.command(
              "cash",
              "add",
              "--portfolio",
              name,
              "--date",
              "2022-06-10",
              "--kind",
              "FEE",
              "--amount",
              "1");
      CommandRun listed = world.command("cash", "list", "--portfolio", name);
      assertThat(List.of(added, listed))
          .allSatisfy(
              run -> {
                assertThat(run.exitCode()).isEqualTo(2);
                assertThat(run.err().lines()).hasSize(1);
                assertThat(run.err()).doesNotContain("\u001b");
              });
    }
    assertThat(world.tables().count("portfolios")).isEqualTo(2);
  }

  @Test
  void a_row_whose_change_cannot_be_logged_is_not_stored() {
    world
        .sql()
        .sql(
            "alter table portfolio_changes add constraint no_room check (first_date < '1950-01-01') not valid")
        .update();
    try {
      assertThat(add("2022-06-10", "FEE", "1").exitCode()).isEqualTo(1);
      assertThat(amounts()).isEmpty();
    } finally {
      world.sql().sql("alter table portfolio_changes drop constraint no_room").update();
    }
  }

  @Test
  void a_ledger_without_rows_is_a_header_alone() {
    assertThat(world.command("cash", "list", "--portfolio", "Other", "-o", "csv").out())
        .isEqualTo(COLUMNS);
  }

  @Test
  void the_help_states_the_sign_of_each_kind() {
    assertThat(world.command("cash", "add", "--help").out())
        .contains("BALANCE, of either sign", "DEPOSIT, WITHDRAWAL, FEE, TAX, 0 or more")
        .contains("TRADE, DIVIDEND, INTEREST, signed as it hits cash");
  }

  private CommandRun add(String date, String kind, String amount, String... more) {
    List<String> arguments =
        new ArrayList<>(
            List.of("cash", "add", "--portfolio", "Growth", "--date", day(date).toString()));
    arguments.addAll(List.of("--kind", kind, "--amount", amount));
    arguments.addAll(List.of(more));
    return world.command(arguments.toArray(String[]::new));
  }

  private List<String> amounts() {
    return world
        .sql()
        .sql("select kind || ' ' || trim_scale(amount) from cash_movements order by movement_id")
        .query(String.class)
        .list();
  }

  private List<String> changes() {
    return world
        .sql()
        .sql(
            """
            select concat_ws(' ', f.name, c.first_date, c.kind)
            from portfolio_changes c join portfolios f using (portfolio_id)
            where c.kind = 'CASH' order by c.change_id
            """)
        .query(String.class)
        .list();
  }
}
