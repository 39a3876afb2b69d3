package io.afterclose.portfoliorefresh;

import static io.afterclose.portfoliorefresh.RefreshWorld.day;
import static org.assertj.core.api.Assertions.assertThat;

import io.afterclose.quant.price.ActionTerms;
import io.afterclose.quant.price.CorporateAction;
import io.afterclose.quant.price.CorporateAction.Kind;
import io.afterclose.quant.symbol.Symbol;
import io.afterclose.testkit.CommandRun;
import io.afterclose.testkit.PostgresExtension;
import java.math.BigDecimal;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.ValueSource;

/** A lot whose quantity counts after a merger or a spin-off that came after its purchase. */
final class QuantityAcrossActionsTest {
  @RegisterExtension static final PostgresExtension POSTGRES = new PostgresExtension();

  private static final String HEADER =
      "symbol,quantity,entry_date,entry_price,quantity_as_of,exit_date,exit_price\n";

  private final RefreshWorld world = RefreshWorld.emptied(POSTGRES);

  @TempDir Path folder;

  @ParameterizedTest
  @EnumSource(names = {"STOCK_MERGER", "CASH_MERGER", "DELISTED", "SPINOFF"})
  void is_refused_by_import_and_by_position_add_with_the_action(Kind kind) {
    happened(kind, "2022-06-15");
    CommandRun run = imported("OLD,10,2022-06-01,50,2022-06-15,,\nKO,1,2022-06-01,60,,,\n");
    assertThat(run.exitCode()).isEqualTo(2);
    assertThat(run.err())
        .contains(
            "line 2, quantity: found 10 of 2022-06-15, expected a quantity of 2022-06-01, or a lot"
                + " that opens in kind on 2022-06-15: between the two lies "
                + kind
                + " of OLD on 2022-06-15")
        .doesNotContain("line 3");
    assertThat(world.tables().count("portfolios")).isZero();
    world.portfolios().empty("Growth");
    CommandRun added = added("2022-06-01", "2022-06-15");
    assertThat(added.exitCode()).isEqualTo(2);
    assertThat(added.err())
        .contains("--quantity-as-of 2022-06-15: expected a quantity of", kind + " of OLD on");
    assertThat(world.tables().count("positions")).isZero();
  }

  @Test
  void a_file_of_today_s_shares_is_refused_where_a_spin_off_came_between() {
    happened(Kind.SPINOFF, "2022-06-15");
    assertThat(
            world
                .imported(
                    folder,
                    "Growth",
                    "symbol,quantity,entry_date,entry_price\nOLD,10,2022-06-01,50\n",
                    "--as-of",
                    "today")
                .err())
        .contains("between the two lies SPINOFF of OLD on 2022-06-15");
  }

  @Test
  void an_update_is_refused_too_and_a_lot_that_moves_in_on_the_day_of_the_file_is_taken() {
    assertThat(imported("KO,1,2022-06-01,60,,,\n").exitCode()).isZero();
    happened(Kind.CASH_MERGER, "2022-06-15");
    String dated =
        "symbol,quantity,entry_date,entry_price\nKO,1,2022-06-01,60\nOLD,10,2022-06-01,50\n";
    CommandRun run = world.imported(folder, "Growth", dated, "--update", "--as-of", "2022-06-20");
    assertThat(run.exitCode()).isEqualTo(2);
    assertThat(run.err()).contains("between the two lies CASH_MERGER of OLD on 2022-06-15");
    assertThat(world.tables().count("positions")).isEqualTo(1);
    String inKind = "symbol,quantity,cost basis\nKO,1,60\nOLD,10,500\n";
    assertThat(
            world
                .imported(folder, "Growth", inKind, "--update", "--as-of", "2022-06-20")
                .exitCode())
        .isZero();
    assertThat(world.tables().count("positions")).isEqualTo(2);
  }

  /** Of the day of purchase, of a day before the action, of a lot that had left by then. */
  @ParameterizedTest
  @ValueSource(
      strings = {
        "OLD,10,2022-06-01,50,,,",
        "OLD,10,2022-06-01,50,2022-06-14,,",
        "OLD,10,2022-06-15,50,2022-06-20,,",
        "OLD,10,2022-06-01,50,2022-06-20,2022-06-15,55",
        "OTHER,10,2022-06-01,50,2022-06-20,,"
      })
  void any_other_quantity_is_taken(String line) {
    happened(Kind.DELISTED, "2022-06-15");
    assertThat(imported(line + "\n").exitCode()).isZero();
  }

  @Test
  void a_renamed_share_is_the_same_share() {
    happened(Kind.RENAME, "2022-06-15");
    assertThat(imported("OLD,10,2022-06-01,50,2022-06-20,,\n").exitCode()).isZero();
  }

  private void happened(Kind kind, String exDate) {
    ActionTerms terms =
        switch (kind) {
          case STOCK_MERGER -> ActionTerms.mergedInto(Symbol.of("NEW"), BigDecimal.ZERO);
          case SPINOFF -> ActionTerms.child(Symbol.of("NEW"), null);
          case RENAME -> ActionTerms.renamedTo(Symbol.of("NEW"));
          default -> ActionTerms.NONE;
        };
    world
        .prices()
        .action(
            new CorporateAction(Symbol.of("OLD"), day(exDate), kind, BigDecimal.ONE, terms, false));
  }

  private CommandRun imported(String lines) {
    return world.imported(folder, "Growth", HEADER + lines);
  }

  private CommandRun added(String entry, String asOf) {
    return world.command(
        ("position add --portfolio Growth --symbol OLD --quantity 10 --entry-price 50 --entry-date "
                + entry
                + " --quantity-as-of "
                + asOf)
            .split(" "));
  }
}
