package io.afterclose.portfoliorefresh;

import static io.afterclose.portfoliorefresh.RefreshWorld.D;
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
