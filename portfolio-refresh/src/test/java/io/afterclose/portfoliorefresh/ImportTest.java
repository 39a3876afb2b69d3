package io.afterclose.portfoliorefresh;

import static io.afterclose.portfoliorefresh.RefreshWorld.D;
import static io.afterclose.portfoliorefresh.RefreshWorld.day;
import static java.nio.charset.StandardCharsets.ISO_8859_1;
import static org.assertj.core.api.Assertions.assertThat;

import io.afterclose.testkit.CommandRun;
import io.afterclose.testkit.PostgresExtension;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.api.io.TempDir;

/** A portfolio from a file: all of it, or no row in any table. */
final class ImportTest {
  @RegisterExtension static final PostgresExtension POSTGRES = new PostgresExtension();

  private static final String HEADER = "symbol,quantity,entry_date,entry_price\n";

  private final RefreshWorld world = RefreshWorld.emptied(POSTGRES);

  @TempDir Path folder;

  @Test
  void every_bad_line_is_named_and_nothing_is_stored() {
    CommandRun run =
        imported(
            "Growth",
            HEADER
                + "AAPL,10,2022-06-01,150\n"
                + "MSFT,-3,2022-06-01,250\n"
                + "KO,1,2022-02-30,60\n"
                + "PG,1,2022-06-01\n"
                + "DROP TABLE,1,2022-06-01,NaN\n");
    assertThat(run.exitCode()).isEqualTo(2);
    assertThat(run.err().lines().filter(line -> line.startsWith("  line ")))
        .satisfiesExactly(
            line -> assertThat(line).startsWith("  line 3, quantity: found '-3'"),
            line -> assertThat(line).startsWith("  line 4, entry_date: found '2022-02-30'"),
            line -> assertThat(line).startsWith("  line 5, line: found 3 cells"),
            line -> assertThat(line).startsWith("  line 6, symbol: found 'DROP TABLE'"),
            line -> assertThat(line).startsWith("  line 6, entry_price: found 'NaN'"));
    assertThat(run.out()).isEmpty();
    assertNothingStored();
  }

  @Test
  void what_no_column_can_hold_is_refused_with_its_line() {
    CommandRun run =
        imported(
            "Growth",
            """
            symbol,quantity,entry_date,entry_price,multiplier
            AAPL,1,2022-06-01,150,1234567890123
            MSFT,1,2022-06-01,150,0.0000001
            KO,1,2022-06-01,60,999999999999.999999
            """);
    assertThat(run.exitCode()).isEqualTo(2);
    assertThat(run.err().lines().filter(line -> line.startsWith("  line ")))
        .satisfiesExactly(
            line -> assertThat(line).startsWith("  line 2, multiplier"),
            line -> assertThat(line).startsWith("  line 3, multiplier"));
    assertNothingStored();
  }

  @Test
  void a_name_that_is_taken_is_refused_and_the_first_one_stays_as_it_was() {
    assertThat(imported("Growth", HEADER + "AAPL,10,2022-06-01,150\n").exitCode()).isZero();
    Map<String, List<String>> before = world.tables().rows();
    CommandRun again =
        imported("  Growth ", HEADER + "MSFT,5,2022-06-01,250\n", "--cash", "5@2022-06-01");
    assertThat(again.exitCode()).isEqualTo(2);
    assertThat(again.err()).contains("there is a portfolio 'Growth' already");
    assertThat(world.tables().rows()).isEqualTo(before);
  }

  @Test
  void a_deleted_portfolio_s_name_may_be_taken_again() {
    assertThat(imported("Growth", HEADER + "AAPL,10,2022-06-01,150\n").exitCode()).isZero();
    world.sql().sql("update portfolios set deleted_at = now()").update();
    assertThat(imported("Growth", HEADER + "AAPL,10,2022-06-01,150\n").exitCode()).isZero();
    assertThat(world.tables().count("portfolios")).isEqualTo(2);
  }

  @Test
  void the_columns_of_a_position_are_stored_as_imported() {
    CommandRun run =
        imported(
            "Growth",
            "symbol,quantity,entry_date,entry_price,quantity_as_of,investment_class,position_type,"
                + "multiplier,exit_date,exit_price\n"
                + " brk-b ,1.5,2022-06-01,300.25,2022-06-30,,short,,2022-06-29,280\n"
                + "AAPL230120C00150000,2,2022-06-01,9.5,,,,,,\n"
                + "FARM,1,2022-06-01,100000,,private,,10,,\n");
    assertThat(run.exitCode()).isZero();
    assertThat(
            world
                .sql()
                .sql(
                    """
                    select concat_ws(' ', symbol, investment_class, position_type,
                      trim_scale(quantity), quantity_as_of, entry_date, trim_scale(entry_price),
                      trim_scale(multiplier), exit_date, trim_scale(exit_price))
                    from positions order by position_id
                    """)
                .query(String.class)
                .list())
        .containsExactly(
            "BRK.B PUBLIC SHORT 1.5 2022-06-30 2022-06-01 300.25 1 2022-06-29 280",
            "AAPL230120C00150000 OPTIONS LONG 2 2022-06-01 2022-06-01 9.5 100",
            "FARM PRIVATE LONG 1 2022-06-01 2022-06-01 100000 10");
  }

  @Test
  void cash_becomes_a_balance_of_its_date() {
    assertThat(
            imported("Growth", HEADER + "AAPL,1,2022-06-01,150\n", "--cash", "-12.34@2022-06-02")
                .exitCode())
        .isZero();
    assertThat(
            world
                .sql()
                .sql(
                    "select kind || ' ' || trim_scale(amount) || ' ' || movement_date"
                        + " from cash_movements")
                .query(String.class)
                .list())
        .containsExactly("BALANCE -12.34 2022-06-02");
  }

  @Test
  void malformed_cash_is_refused_before_anything_is_stored() {
    for (String cash :
        List.of("100", "@2022-06-01", "1e3@2022-06-01", "1@2022-02-30", "\u001b[31m")) {
      CommandRun run = imported("Growth", HEADER + "AAPL,1,2022-06-01,150\n", "--cash", cash);
      assertThat(run.exitCode()).as(cash).isEqualTo(2);
      assertThat(run.err()).contains("AMOUNT@DATE").doesNotContain("\u001b");
    }
    assertNothingStored();
  }

  @Test
  void unknown_symbols_wait_for_their_first_price_and_known_and_private_ones_do_not() {
    world.prices().close("AAPL", D, "136.72");
    world
        .sql()
        .sql(
            "insert into symbol_universe (symbol, asset_kind, origin, added_at)"
                + " values ('MSFT', 'LISTED', 'EXPLICIT', now())")
        .update();
    CommandRun run =
        imported(
            "Growth",
            """
            symbol,quantity,entry_date,entry_price,investment_class
            AAPL,1,2022-06-01,150,
            MSFT,1,2022-06-01,250,
            NEWCO,1,2022-06-01,10,
            NEWCO,2,2022-06-02,11,
            FARM,1,2022-06-01,100000,PRIVATE
            AAPL230120C00150000,2,2022-06-01,9.5,
            """);
    assertThat(run.exitCode()).isZero();
    assertThat(
            world
                .sql()
                .sql("select symbol || ' ' || status from symbol_onboarding_queue order by 1")
                .query(String.class)
                .list())
        .containsExactly("AAPL230120C00150000 PENDING", "NEWCO PENDING");
  }

  @Test
  void a_file_that_is_none_is_told_in_one_line() throws IOException {
    Path latin = Files.write(folder.resolve("latin.csv"), (HEADER + "É").getBytes(ISO_8859_1));
    List<String> told =
        List.of(folder.resolve("absent.csv"), folder, latin).stream()
            .map(file -> world.command("import", "--name", "Growth", "--file", file.toString()))
            .peek(run -> assertThat(run.exitCode()).isEqualTo(2))
            .map(run -> run.err().strip())
            .toList();
    assertThat(told.get(0)).endsWith("there is no such file").doesNotContain("\n");
    assertThat(told.get(1)).contains("it cannot be read").doesNotContain("\n");
    assertThat(told.get(2)).contains("it is not UTF-8 text").doesNotContain("\n");
    assertNothingStored();
  }

  @Test
  void a_hostile_file_name_is_told_harmlessly() {
    CommandRun run = world.command("import", "--name", "G", "--file", "no\u001b[31m\r\nsuch");
    assertThat(run.exitCode()).isEqualTo(2);
    assertThat(run.err().strip()).doesNotContain("\u001b", "\r", "\n").contains("no such file");
  }

  @Test
  void a_file_of_no_positions_is_refused() {
    assertThat(imported("Growth", "").exitCode()).isEqualTo(2);
    assertThat(imported("Growth", HEADER).exitCode()).isEqualTo(2);
    assertNothingStored();
  }

  @Test
  void an_import_that_fails_in_the_middle_leaves_no_row() {
    world
        .sql()
        .sql(
            """
            create or replace function refuse_queue() returns trigger language plpgsql as
            $$ begin raise exception 'no room'; end $$
            """)
        .update();
    world
        .sql()
        .sql(
            "create trigger refuse before insert on symbol_onboarding_queue"
                + " execute function refuse_queue()")
        .update();
    try {
      CommandRun run =
          imported("Growth", HEADER + "AAPL,1,2022-06-01,150\n", "--cash", "5@2022-06-01");
      assertThat(run.exitCode()).isEqualTo(1);
      assertNothingStored();
    } finally {
      world.sql().sql("drop trigger refuse on symbol_onboarding_queue").update();
    }
    assertThat(imported("Growth", HEADER + "AAPL,1,2022-06-01,150\n").exitCode()).isZero();
  }

  @Test
  void a_broker_s_file_becomes_lots_and_cash_of_its_day() throws IOException {
    Path file = folder.resolve("schwab.csv");
    Files.writeString(
        file,
        """
        "Positions for account Individual ...123 as of 04:10 PM ET, 2022/06/29"

        "Symbol","Description","Qty (Quantity)","Price","Mkt Val (Market Value)","Cost Basis","Reinvest?"
        "KO","COCA COLA CO","1,000","$62.87","$62,870.00","$50,000.00","No"
        "Cash & Cash Investments","--","--","--","$1,234.56","--","--"
        "Account Total","--","--","--","$64,104.56","$50,000.00","--"
        """);
    assertThat(world.command("import", "--name", "Growth", "--file", file.toString()).exitCode())
        .isZero();
    assertThat(lots()).containsExactly("KO LONG 1000 2022-06-29 2022-06-29 50");
    assertThat(cash()).containsExactly("BALANCE 1234.56 2022-06-29");
  }

  @Test
  void a_dry_run_prints_what_it_would_make_and_makes_nothing() {
    CommandRun run =
        imported("Growth", HEADER + "AAPL,10,2022-06-01,150\n", "--dry-run", "-o", "csv");
    assertThat(run.exitCode()).isZero();
    assertThat(run.out().lines().skip(1))
        .containsExactly("2,AAPL,PUBLIC,LONG,10,2022-06-01,2022-06-01,150,1,,,false");
    assertNothingStored();
  }

  @Test
  void a_quantity_that_a_split_makes_ambiguous_is_refused_until_its_day_is_said() {
    world.prices().split("AAPL", day("2022-06-10"), "4");
    String csv = HEADER + "AAPL,40,2022-06-01,100\nMSFT,1,2022-06-01,250\n";
    CommandRun asked = imported("Growth", csv);
    assertThat(asked.exitCode()).isEqualTo(2);
    assertThat(asked.err().lines().filter(line -> line.startsWith("  line ")))
        .singleElement()
        .satisfies(
            line ->
                assertThat(line)
                    .startsWith("  line 2, quantity: found 40 of AAPL, split 4:1 on 2022-06-10")
                    .contains("--as-of today", "--as-of entry", "--as-of DATE"));
    assertThat(world.tables().count("positions")).isZero();

    assertThat(imported("Today", csv, "--as-of", "today").exitCode()).isZero();
    assertThat(imported("Entry", csv, "--as-of", "entry").exitCode()).isZero();
    assertThat(imported("Date", csv, "--as-of", "6/9/2022").exitCode()).isZero();
    assertThat(lots())
        .containsExactly(
            "AAPL LONG 40 2022-06-30 2022-06-01 100",
            "MSFT LONG 1 2022-06-30 2022-06-01 250",
            "AAPL LONG 40 2022-06-01 2022-06-01 100",
            "MSFT LONG 1 2022-06-01 2022-06-01 250",
            "AAPL LONG 40 2022-06-09 2022-06-01 100",
            "MSFT LONG 1 2022-06-09 2022-06-01 250");
  }

  @Test
  void a_split_after_the_exit_or_before_the_entry_asks_nothing() {
    world.prices().split("AAPL", day("2022-06-10"), "4");
    assertThat(
            imported(
                    "Growth",
                    """
                    symbol,quantity,entry_date,entry_price,exit_date,exit_price
                    AAPL,40,2022-06-01,100,2022-06-09,101
                    AAPL,1,2022-06-10,25,,
                    """)
                .exitCode())
        .isZero();
  }

  @Test
  void an_option_s_root_in_the_place_of_a_ticker_is_read_as_its_share_and_an_index_is_refused() {
    assertThat(imported("Growth", HEADER + "BRKB,1,2022-06-01,300\n").exitCode()).isZero();
    assertThat(lots()).containsExactly("BRK.B LONG 1 2022-06-01 2022-06-01 300");
    CommandRun index = imported("Index", HEADER + "SPX,1,2022-06-01,4000\n");
    assertThat(index.exitCode()).isEqualTo(2);
    assertThat(index.err()).contains("line 2, symbol: found 'SPX'", "this is an index");
  }

  @Test
  void entries_outside_the_calendar_and_in_the_future_are_refused_with_their_line() {
    CommandRun run = imported("Growth", HEADER + "KO,1,1989-12-29,5\nAAPL,1,2022-07-05,150\n");
    assertThat(run.exitCode()).isEqualTo(2);
    assertThat(run.err().lines().filter(line -> line.startsWith("  line ")))
        .satisfiesExactly(
            line -> assertThat(line).startsWith("  line 2, entry_date: found '1989-12-29'"),
            line -> assertThat(line).startsWith("  line 3, entry_date: found '2022-07-05'"));
    assertNothingStored();
  }

  @Test
  void a_wrong_option_says_what_was_expected() {
    String csv = HEADER + "AAPL,1,2022-06-01,150\n";
    assertThat(imported("G", csv, "--format", "etrade").err()).contains("schwab, fidelity, ibkr");
    assertThat(imported("G", csv, "--map", "Qty").err()).contains("TITLE=COLUMN");
    assertThat(imported("G", csv, "--map", "Qty=shares").err()).contains("quantity, entry_date");
    assertThat(imported("G", csv, "--class", "AAPL=STOCK").err()).contains("SYMBOL=CLASS");
    assertThat(imported("G", csv, "--as-of", "soon").err()).contains("today, entry, or a date");
    assertNothingStored();
  }

  private List<String> lots() {
    return world
        .sql()
        .sql(
            """
            select concat_ws(' ', symbol, position_type, trim_scale(quantity), quantity_as_of,
              entry_date, trim_scale(entry_price))
            from positions order by position_id
            """)
        .query(String.class)
        .list();
  }

  private List<String> cash() {
    return world
        .sql()
        .sql("select kind || ' ' || trim_scale(amount) || ' ' || movement_date from cash_movements")
        .query(String.class)
        .list();
  }

  private CommandRun imported(String name, String csv, String... more) {
    return world.imported(folder, name, csv, more);
  }

  private void assertNothingStored() {
    Map<String, List<String>> rows = world.tables().rows();
    assertThat(rows).containsKeys("portfolios", "positions", "cash_movements");
    assertThat(rows.entrySet())
        .allSatisfy(table -> assertThat(Objects.requireNonNull(table.getValue())).isEmpty());
  }
}
