package io.afterclose.portfoliorefresh;

import static io.afterclose.portfoliorefresh.RefreshWorld.day;
import static io.afterclose.portfoliorefresh.RefreshWorld.sessions;
import static org.assertj.core.api.Assertions.assertThat;

import io.afterclose.testkit.CommandRun;
import io.afterclose.testkit.PostgresExtension;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** What an activity file makes of a portfolio. */
final class TradesImportTest {
  @RegisterExtension static final PostgresExtension POSTGRES = new PostgresExtension();

  private static final List<LocalDate> HELD = sessions("2022-06-01", "2022-06-30");
  private static final String HEADER = "date,action,symbol,quantity,price,commission,amount\n";
  private static final String LOTS =
      """
      select concat_ws(' ', symbol, position_type, trim_scale(quantity), entry_date,
        trim_scale(entry_price), case when opened_in_kind then 'in kind' end,
        case when entry_assumed then 'assumed' end, exit_date, trim_scale(exit_price),
        case when exit_assumed then 'assumed' end)
      from positions p join portfolios f using (portfolio_id)
      where f.name = ? and p.deleted_at is null
      order by symbol, entry_date, entry_price, exit_date nulls last
      """;

  private final RefreshWorld world = RefreshWorld.emptied(POSTGRES);

  @TempDir Path folder;

  @BeforeEach
  void a_market_and_an_empty_portfolio() {
    world.portfolios().empty("Growth");
    world.prices().closes("SPY", HELD, "377");
    world.prices().closes("KO", HELD, "63");
    world.prices().closes("PG", HELD, "141");
    world.prices().closes("MSFT", HELD, "250");
    world.prices().closes("KO220624C00065000", HELD, "0.4");
    world.prices().closes("KO220624P00061000", HELD, "1.1");
  }

  /**
   * Cash 5000 − 600 − 2 − 620 + 49.35 + 699.98 − 710 + 944.95 + 4.40 − 1.32 + 1.17 = 4766.53; 5 KO
   * at 63 and 4 MSFT at 250; paid in 5000 and 4 MSFT worth 1000.
   */
  @Test
  void schwab_to_the_cent_and_as_if_it_had_been_typed() {
    world.prices().dividend("KO", day("2022-06-23"), "0.22");
    assertThat(imported("Growth", sample("schwab-transactions.csv")).exitCode()).isZero();
    assertThat(lots("Growth"))
        .containsExactly(
            "KO LONG 10 2022-06-21 60 2022-06-27 63",
            "KO LONG 5 2022-06-22 62 2022-06-27 63",
            "KO LONG 5 2022-06-22 62",
            "KO220624C00065000 SHORT 1 2022-06-22 0.5 2022-06-24 0",
            "MSFT LONG 4 2022-06-17 250 in kind",
            "PG SHORT 5 2022-06-23 140 2022-06-24 142");
    typed();
    List<LocalDate> days = sessions("2022-06-17", "2022-06-30");
    world.snapshots("Growth", days);
    world.snapshots("Typed", days);
    assertThat(money("Growth")).hasSize(days.size()).isEqualTo(money("Typed"));
    assertThat(money("Growth")).last().isEqualTo("2022-06-30 4766.53 6081.53 6000.00 COMPLETE");
    assertThat(profits("Growth")).isEqualTo(profits("Typed"));
  }

  /** The same by the commands, with the commissions as the net amounts of their trades. */
  private void typed() {
    world.portfolios().empty("Typed");
    run("cash add --date 2022-06-17 --kind DEPOSIT --amount 5000");
    added("MSFT", "LONG", "4", "2022-06-17", "250 --in-kind");
    added("KO", "LONG", "10", "2022-06-21", "60");
    run("cash add --date 2022-06-21 --kind FEE --amount 2");
    added("KO", "LONG", "10", "2022-06-22", "62");
    added("KO220624C00065000", "SHORT", "1", "2022-06-22", "0.5");
    run("cash add --date 2022-06-22 --kind TRADE --amount 49.35 --position KO220624C00065000");
    added("PG", "SHORT", "5", "2022-06-23", "140");
    run("cash add --date 2022-06-23 --kind TRADE --amount 699.98 --position PG");
    run("position close --symbol PG --type SHORT --quantity 5 --date 2022-06-24 --price 142");
    run("position expire --position KO220624C00065000");
    run("position close --symbol KO --quantity 15 --date 2022-06-27 --price 63");
    // 0.05 of commission on 15 shares: 629.97 for 10 of them, 314.98 for 5
    run(
        "cash add --date 2022-06-27 --kind TRADE --replaces EXIT --amount 629.97 --position"
            + " KO@2022-06-21");
    run(
        "cash add --date 2022-06-27 --kind TRADE --replaces EXIT --amount 314.98 --position "
            + closedPart());
    run(
        "cash add --date 2022-06-28 --kind DIVIDEND --amount 4.40 --symbol KO --ex-date"
            + " 2022-06-23");
    run("cash add --date 2022-06-28 --kind TAX --amount 1.32");
    run("cash add --date 2022-06-29 --kind INTEREST --amount 1.17");
  }

  private String closedPart() {
    return "KO@2022-06-22#"
        + world
            .sql()
            .sql(
                "select position_id from positions p join portfolios f using (portfolio_id)"
                    + " where f.name = 'Typed' and entry_date = '2022-06-22' and symbol = 'KO'"
                    + " and exit_date is not null")
            .query(Long.class)
            .single();
  }

  /**
   * Cash 10000 − 1200 + 119.33 − 6100 + 314.99 + 8.80 − 0.60 = 3142.52, and 115 KO at 63. The put
   * goes at its premium of 1.20 and the shares come at 61 − 1.20.
   */
  @Test
  void an_assignment_and_its_purchase_of_shares_are_one_thing() {
    world.prices().dividend("KO", day("2022-06-22"), "0.44");
    assertThat(imported("Growth", sample("fidelity-history.csv")).exitCode()).isZero();
    assertThat(lots("Growth"))
        .containsExactly(
            "KO LONG 5 2022-06-21 60 2022-06-27 63",
            "KO LONG 15 2022-06-21 60",
            "KO LONG 100 2022-06-24 59.8",
            "KO220624P00061000 SHORT 1 2022-06-22 1.2 2022-06-24 1.2");
    world.snapshots("Growth", sessions("2022-06-17", "2022-06-30"));
    assertThat(money("Growth")).last().isEqualTo("2022-06-30 3142.52 10387.52 10000.00 COMPLETE");
  }

  /**
   * 50 sold with 30 held leaves 20 short; of the 100 put to the account 20 cover them. Cash 20000 −
   * 1801 + 119.30 + 3098.75 − 6100 + 35.20 − 5.28 − 3.21 − 1.50 = 15342.26, and 80 KO at 63.
   */
  @Test
  void ibkr_closes_before_it_opens_the_other_side() {
    world.prices().dividend("KO", day("2022-06-27"), "0.44");
    assertThat(imported("Growth", sample("ibkr-activity.csv")).exitCode()).isZero();
    assertThat(lots("Growth"))
        .containsExactly(
            "KO LONG 30 2022-06-21 60 2022-06-23 62",
            "KO SHORT 20 2022-06-23 62 2022-06-24 59.8",
            "KO LONG 80 2022-06-24 59.8",
            "KO220624P00061000 SHORT 1 2022-06-22 1.2 2022-06-24 1.2");
    world.snapshots("Growth", sessions("2022-06-17", "2022-06-30"));
    assertThat(money("Growth")).last().isEqualTo("2022-06-30 15342.26 20382.26 20000.00 COMPLETE");
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "schwab-transactions.csv",
        "fidelity-history.csv",
        "ibkr-activity.csv",
        "generic-activity.csv"
      })
  void a_second_import_of_a_file_changes_nothing(String name) {
    assertThat(imported("Growth", sample(name)).exitCode()).isZero();
    Map<String, List<String>> before = world.tables().rows();
    CommandRun again = imported("Growth", sample(name));
    assertThat(again.exitCode()).isZero();
    assertThat(world.tables().rows()).isEqualTo(before);
  }

  @Test
  void of_a_file_that_overlaps_the_new_lines_are_imported() {
    String first = "2022-06-21,BUY,KO,10,60,,\n2022-06-21,BUY,KO,10,60,,\n";
    assertThat(imported("Growth", file(HEADER + first)).exitCode()).isZero();
    assertThat(
            imported(
                    "Growth",
                    file(
                        HEADER
                            + "2022-06-20,DEPOSIT,,,,,2000\n"
                            + first
                            + "2022-06-21,BUY,KO,10,60,,\n2022-06-22,SELL,KO,25,61,,\n"))
                .exitCode())
        .isZero();
    assertThat(world.tables().count("cash_movements")).isEqualTo(1);
    assertThat(lots("Growth"))
        .containsExactly(
            "KO LONG 10 2022-06-21 60 2022-06-22 61",
            "KO LONG 10 2022-06-21 60 2022-06-22 61",
            "KO LONG 5 2022-06-21 60 2022-06-22 61",
            "KO LONG 5 2022-06-21 60");
  }

  @Test
  void every_line_that_cannot_be_is_named_and_nothing_is_stored() {
    Map<String, List<String>> before = world.tables().rows();
    CommandRun run =
        imported(
            "Growth",
            file(
                HEADER
                    + "2022-06-20,BUY,KO,10,60,,\n"
                    + "2022-06-21,SELL,KO,11,60,,\n"
                    + "2022-06-22,BUY TO COVER,PG,1,140,,\n"
                    + "2022-06-23,BUY,KO220617C00065000,1,1,,\n"
                    + "2022-06-24,ASSIGNED,KO220624P00061000,1,,,\n"
                    + "2022-06-24,TRANSFER IN,VTI,1,,,\n"));
    assertThat(run.exitCode()).isEqualTo(2);
    assertThat(run.err().lines().filter(line -> line.startsWith("  line ")))
        .satisfiesExactly(
            line ->
                assertThat(line)
                    .startsWith("  line 3: --quantity 11: expected at most what is held on")
                    .contains("2022-06-21, 10: KO@2022-06-20"),
            line -> assertThat(line).startsWith("  line 4: --quantity 1: expected at most"),
            line -> assertThat(line).startsWith("  line 5: ").contains("on or before the expiry"),
            line -> assertThat(line).startsWith("  line 6: --quantity 1: expected at most"),
            line -> assertThat(line).startsWith("  line 7: VTI: expected a price or a cost"));
    assertThat(world.tables().rows()).isEqualTo(before);
  }

  @Test
  void a_dry_run_shows_what_it_would_make_and_makes_nothing() {
    Map<String, List<String>> before = world.tables().rows();
    CommandRun run =
        imported("Growth", file(HEADER + "2022-06-20,BUY,KO,10,60,1,\n"), "--dry-run", "-o", "csv");
    assertThat(run.exitCode()).isZero();
    assertThat(run.out().lines().skip(1))
        .singleElement()
        .asString()
        .startsWith("2,2022-06-20,BUY,KO,10,60,-601,LONG 10 of KO in KO@2022-06-20#")
        .endsWith(",2022-06-20 BUY KO 10 -601 #1");
    assertThat(world.tables().rows()).isEqualTo(before);
  }

  /** 15 assumed at 62 (930 USD): 10 told at 61 leave 5 at 64, which the second file tells. */
  @Test
  void what_an_update_assumed_is_replaced_by_the_trades_that_are_told() {
    assertThat(
            world
                .imported(
                    folder,
                    "Firm",
                    """
                    symbol,quantity,entry_date,entry_price
                    KO,10,2022-06-01,60
                    MSFT,4,2022-06-01,240
                    """)
                .exitCode())
        .isZero();
    assertThat(
            world
                .imported(
                    folder,
                    "Firm",
                    "symbol,quantity,total cost\nKO,25,1530\nMSFT,1,240\n",
                    "--update",
                    "--as-of",
                    "2022-06-21")
                .exitCode())
        .isZero();
    assertThat(lots("Firm"))
        .containsExactly(
            "KO LONG 10 2022-06-01 60",
            "KO LONG 15 2022-06-21 62 assumed",
            "MSFT LONG 3 2022-06-01 240 2022-06-21 250 assumed",
            "MSFT LONG 1 2022-06-01 240");
    CommandRun first =
        imported(
            "Firm", file(HEADER + "2022-06-10,BUY,KO,10,61,,\n2022-06-14,SELL,MSFT,2,252,,\n"));
    assertThat(first.exitCode()).isZero();
    assertThat(lots("Firm"))
        .containsExactly(
            "KO LONG 10 2022-06-01 60",
            "KO LONG 10 2022-06-10 61",
            "KO LONG 5 2022-06-21 64 assumed",
            "MSFT LONG 2 2022-06-01 240 2022-06-14 252",
            "MSFT LONG 1 2022-06-01 240 2022-06-21 250 assumed",
            "MSFT LONG 1 2022-06-01 240");
    assertThat(
            imported(
                    "Firm",
                    file(
                        HEADER
                            + "2022-06-15,BUY,KO,7,64,,\n2022-06-16,SELL,MSFT,1,251,,\n"
                            + "2022-06-17,SELL,KO,2,62,,\n"))
                .exitCode())
        .isZero();
    assertThat(lots("Firm"))
        .containsExactly(
            "KO LONG 2 2022-06-01 60 2022-06-17 62",
            "KO LONG 8 2022-06-01 60",
            "KO LONG 10 2022-06-10 61",
            "KO LONG 2 2022-06-15 64",
            "KO LONG 5 2022-06-15 64",
            "MSFT LONG 2 2022-06-01 240 2022-06-14 252",
            "MSFT LONG 1 2022-06-01 240 2022-06-16 251",
            "MSFT LONG 1 2022-06-01 240");
  }

  /** 6 assumed after a split of 2 for 1 were 3 before it. */
  @Test
  void an_assumed_lot_is_counted_through_the_splits_since_the_trade() {
    assertThat(
            world
                .imported(
                    folder, "Firm", "symbol,quantity,entry_date,entry_price\nPG,1,2022-06-01,1\n")
                .exitCode())
        .isZero();
    world.prices().split("KO", day("2022-06-15"), "2");
    assertThat(
            world
                .imported(
                    folder,
                    "Firm",
                    "symbol,quantity,total cost\nPG,1,1\nKO,6,180\n",
                    "--update",
                    "--as-of",
                    "2022-06-20")
                .exitCode())
        .isZero();
    assertThat(imported("Firm", file(HEADER + "2022-06-10,BUY,KO,3,60,,\n")).exitCode()).isZero();
    assertThat(lots("Firm")).contains("KO LONG 3 2022-06-10 60").hasSize(2);
  }

  @Test
  void a_dividend_whose_ex_date_nobody_knows_yet_is_refused_and_one_of_no_lot_is_cash() {
    assertThat(
            imported(
                    "Growth",
                    file(HEADER + "2022-06-20,BUY,VTI,10,190,,\n2022-06-28,DIVIDEND,VTI,,,,8\n"))
                .err())
        .contains(
            "line 3: the dividend of VTI on 2022-06-28: expected its ex-date, since no prices");
    assertThat(imported("Growth", file(HEADER + "2022-06-28,DIVIDEND,SWVXX,,,,8\n")).exitCode())
        .isZero();
    assertThat(
            world
                .sql()
                .sql("select concat_ws(' ', kind, symbol, ex_date) from cash_movements")
                .query(String.class)
                .list())
        .containsExactly("DIVIDEND");
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "--portfolio Nothing | Nothing",
        "--portfolio Growth --format excel | --format 'excel': expected one of",
        "--portfolio Growth --map date | --map 'date': expected TITLE=COLUMN",
      })
  void wrong_options_are_refused(String options, String told) {
    List<String> arguments =
        new ArrayList<>(
            List.of(
                "trades", "import", "--file", file(HEADER + "2022-06-20,FEE,,,,,1\n").toString()));
    arguments.addAll(List.of(options.split(" ")));
    CommandRun run = world.command(arguments.toArray(String[]::new));
    assertThat(run.exitCode()).isEqualTo(2);
    assertThat(run.err()).contains(told).doesNotContain("\tat ");
  }

  private void added(String symbol, String side, String quantity, String day, String price) {
    run(
        "position add --symbol %s --type %s --quantity %s --entry-date %s --entry-price %s"
            .formatted(symbol, side, quantity, day, price));
  }

  private void run(String words) {
    CommandRun run = world.command((words + " --portfolio Typed").split(" +"));
    assertThat(run.exitCode()).as(words + run.err()).isZero();
  }

  private CommandRun imported(String portfolio, Path file, String... more) {
    List<String> arguments =
        new ArrayList<>(
            List.of("trades", "import", "--portfolio", portfolio, "--file", file.toString()));
    arguments.addAll(List.of(more));
    return world.command(arguments.toArray(String[]::new));
  }

  private Path file(String text) {
    try {
      return Files.writeString(folder.resolve("activity.csv"), text);
    } catch (IOException unwritable) {
      throw new UncheckedIOException(unwritable);
    }
  }

  private Path sample(String name) {
    Path copied = folder.resolve(name);
    try (InputStream text =
        Objects.requireNonNull(TradesImportTest.class.getResourceAsStream("/broker/" + name))) {
      Files.copy(text, copied, StandardCopyOption.REPLACE_EXISTING);
      return copied;
    } catch (IOException unreadable) {
      throw new UncheckedIOException(unreadable);
    }
  }

  private List<String> lots(String portfolio) {
    return world.sql().sql(LOTS).param(portfolio).query(String.class).list();
  }

  private List<String> money(String portfolio) {
    return world
        .sql()
        .sql(
            """
            select concat_ws(' ', snapshot_date, cash_value, net_asset_value,
              cumulative_external_flows, status)
            from portfolio_snapshots_latest s join portfolios f using (portfolio_id)
            where f.name = ? order by snapshot_date
            """)
        .param(portfolio)
        .query(String.class)
        .list();
  }

  private List<String> profits(String portfolio) {
    return world
        .sql()
        .sql(
            """
            select concat_ws(' ', snapshot_date, daily_pnl, external_flows)
            from portfolio_daily_performance s join portfolios f using (portfolio_id)
            where f.name = ? order by snapshot_date
            """)
        .param(portfolio)
        .query(String.class)
        .list();
  }
}
