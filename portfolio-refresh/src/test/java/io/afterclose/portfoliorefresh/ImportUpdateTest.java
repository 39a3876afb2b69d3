package io.afterclose.portfoliorefresh;

import static io.afterclose.portfoliorefresh.RefreshWorld.day;
import static org.assertj.core.api.Assertions.assertThat;

import io.afterclose.testkit.CommandRun;
import io.afterclose.testkit.PostgresExtension;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.api.io.TempDir;

/** A second file of the same portfolio. */
final class ImportUpdateTest {
  @RegisterExtension static final PostgresExtension POSTGRES = new PostgresExtension();

  private static final String FIRST =
      """
      symbol,quantity,entry_date,entry_price
      KO,10,2022-06-01,60
      KO,5,2022-06-08,62
      MSFT,4,2022-06-01,250
      """;

  private final RefreshWorld world = RefreshWorld.emptied(POSTGRES);

  @TempDir Path folder;

  @Test
  void added_shares_form_a_lot_of_the_day_at_what_the_total_cost_grew_by() {
    imported(FIRST);
    CommandRun run =
        updated(
            """
            symbol,quantity,total cost
            KO,20,1230
            MSFT,4,1000
            PG,2,280
            """);
    assertThat(run.exitCode()).isZero();
    assertThat(lots())
        .containsExactly(
            "KO 10 2022-06-01 60 false false",
            "KO 5 2022-06-08 62 false false",
            "MSFT 4 2022-06-01 250 false false",
            "KO 5 2022-06-29 64 false true",
            "PG 2 2022-06-29 140 false true");
    assertThat(
            updated("symbol,quantity,total cost\nKO,20,1230\nMSFT,4,1000\nPG,2,280\n").exitCode())
        .isZero();
    assertThat(lots()).hasSize(5);
  }

  @Test
  void a_lot_whose_total_cost_did_not_grow_comes_in_kind() {
    imported(FIRST);
    assertThat(updated("symbol,quantity,total cost\nKO,15,910\nMSFT,5,1000\n").exitCode()).isZero();
    assertThat(lots()).last().isEqualTo("MSFT 1 2022-06-29 0 true true");
  }

  @Test
  void missing_shares_leave_at_the_close_of_the_day_the_oldest_first() {
    imported(FIRST);
    world.prices().close("KO", day("2022-06-29"), "63.5");
    world.prices().close("MSFT", day("2022-06-29"), "260");
    assertThat(updated("symbol,quantity,total cost\nKO,3,186\n").exitCode()).isZero();
    assertThat(exits())
        .containsExactlyInAnyOrder(
            "KO 10 2022-06-29 63.5 true",
            "KO 2 2022-06-29 63.5 true",
            "MSFT 4 2022-06-29 260 true");
    assertThat(
            world
                .sql()
                .sql(
                    "select trim_scale(sum(quantity))::text from positions where exit_date is null")
                .query(String.class)
                .single())
        .isEqualTo("3");
  }

  @Test
  void shares_that_a_split_made_are_not_added() {
    imported(FIRST);
    world.prices().split("KO", day("2022-06-15"), "2");
    assertThat(updated("symbol,quantity,total cost\nKO,30,910\nMSFT,4,1000\n").exitCode()).isZero();
    assertThat(lots()).hasSize(3);
  }

  @Test
  void without_a_stored_close_nothing_is_changed_and_each_holding_is_named() {
    imported(FIRST);
    CommandRun run = updated("symbol,quantity,total cost\nPG,1,140\n");
    assertThat(run.exitCode()).isEqualTo(2);
    assertThat(run.err())
        .contains("KO: 15 less than recorded, and no close of 2022-06-29", "MSFT: 4 less");
    assertThat(lots()).hasSize(3);
  }

  @Test
  void a_dry_run_shows_the_changes_and_makes_none() {
    imported(FIRST);
    world.prices().close("MSFT", day("2022-06-29"), "260");
    CommandRun run =
        updated("symbol,quantity,total cost\nKO,20,1230\nMSFT,3,750\n", "--dry-run", "-o", "csv");
    assertThat(run.exitCode()).isZero();
    assertThat(run.out().lines().skip(1))
        .containsExactly(
            "ADD,KO,LONG,5,2022-06-29,64,TRADE ASSUMED",
            "EXIT,MSFT,LONG,1,2022-06-29,260,TRADE ASSUMED");
    assertThat(lots()).hasSize(3);
  }

  @Test
  void a_file_older_than_the_newest_trade_is_refused() {
    imported("symbol,quantity,entry_date,entry_price\nKO,10,2022-06-30,60\n");
    CommandRun run = updated("symbol,quantity,total cost\nKO,5,300\n");
    assertThat(run.exitCode()).isEqualTo(2);
    assertThat(run.err()).contains("KO: it was bought or sold after 2022-06-29");
  }

  @Test
  void a_private_holding_that_the_file_does_not_name_stays() {
    imported(
        "symbol,quantity,entry_date,entry_price,investment_class\nFARM,1,2022-06-01,9,PRIVATE\n");
    assertThat(updated("symbol,quantity,total cost\nPG,1,140\n").exitCode()).isZero();
    assertThat(exits()).isEmpty();
  }

  @Test
  void a_portfolio_that_there_is_not_cannot_be_updated() {
    assertThat(updated("symbol,quantity,total cost\nPG,1,140\n").exitCode()).isEqualTo(2);
    assertThat(world.tables().count("portfolios")).isZero();
  }

  private void imported(String csv) {
    assertThat(world.imported(folder, "Growth", csv).exitCode()).isZero();
  }

  private CommandRun updated(String csv, String... more) {
    String[] options = new String[more.length + 3];
    options[0] = "--update";
    options[1] = "--as-of";
    options[2] = "2022-06-29";
    System.arraycopy(more, 0, options, 3, more.length);
    return world.imported(folder, "Growth", csv, options);
  }

  private List<String> lots() {
    return world
        .sql()
        .sql(
            """
            select concat_ws(' ', symbol, trim_scale(quantity), entry_date, trim_scale(entry_price),
              opened_in_kind::text, entry_assumed::text)
            from positions order by position_id
            """)
        .query(String.class)
        .list();
  }

  private List<String> exits() {
    return world
        .sql()
        .sql(
            """
            select concat_ws(' ', symbol, trim_scale(quantity), exit_date, trim_scale(exit_price),
              exit_assumed::text)
            from positions where exit_date is not null
            """)
        .query(String.class)
        .list();
  }
}
