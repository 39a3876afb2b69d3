package io.afterclose.portfoliorefresh.report.figure;

import static io.afterclose.portfoliorefresh.report.figure.FigureBook.row;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import io.afterclose.portfolio.figure.FigureCode;
import io.afterclose.portfoliorefresh.RefreshWorld;
import io.afterclose.testkit.CommandRun;
import io.afterclose.testkit.PostgresExtension;
import java.math.BigDecimal;
import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/** What a figure is explained with, before and after the correction of one price. */
final class ExplainedFiguresTest {
  @RegisterExtension static final PostgresExtension POSTGRES = new PostgresExtension();

  private static final String EXPLAIN =
      "explain --portfolio Book --date " + FigureBook.LAST + " --figure ";

  private static final String DIFF = "diff --portfolio Book --figures --date ";

  private static FigureBook book = new FigureBook(new RefreshWorld(POSTGRES), 0);
  private static BigDecimal oldClose = BigDecimal.ZERO;

  @BeforeAll
  static void the_close_of_one_share_is_corrected() {
    book = FigureBook.stored(POSTGRES);
    assertThat(book.rows(DIFF + FigureBook.LAST)).as("before the correction").isEmpty();
    oldClose = book.close("BBB", FigureBook.LAST);
    book.world.clock().advance(Duration.ofHours(1));
    book.world.prices().close("BBB", FigureBook.LAST, "117.5");
    book.night("Book");
  }

  private static JsonNode explained(String figure) {
    CommandRun run = book.run(EXPLAIN + figure + " -o json");
    assertThat(run.exitCode()).as(run.err()).isZero();
    return JsonMapper.shared().readTree(run.out());
  }

  @Test
  void a_return_is_explained_by_its_days_which_link_to_it() {
    JsonNode explained = explained("TWR --period MTD");
    JsonNode figure = explained.get("figure");
    assertThat(figure.get("definition").asString()).isEqualTo(FigureCode.TWR.definition());
    assertThat(figure.get("basis").asString()).startsWith("REALISED: what happened");
    assertThat(figure.get("fingerprint").asString()).matches("[0-9a-f]{32}");
    double growth = 1;
    BigDecimal flows = BigDecimal.ZERO;
    for (JsonNode day : explained.get("day")) {
      BigDecimal before = day.get("before").decimalValue();
      BigDecimal inflow = day.get("flows").decimalValue();
      growth *= day.get("after").decimalValue().doubleValue() / before.add(inflow).doubleValue();
      flows = flows.add(inflow);
    }
    assertThat(explained.get("day").size())
        .isEqualTo(21)
        .isEqualTo(figure.get("observations").asInt());
    assertThat(flows).isEqualByComparingTo("3000");
    assertThat(figure.get("value").asDouble()).isCloseTo(growth - 1, within(1e-12));
  }

  @Test
  void a_figure_of_what_is_held_is_explained_by_positions_and_their_prices() {
    JsonNode explained = explained("VOLATILITY --period 21");
    assertThat(explained.has("day")).isFalse();
    assertThat(explained.get("position").size()).isEqualTo(3);
    JsonNode held = explained.get("position").get(1);
    assertThat(held.get("item").asString()).isEqualTo("BBB");
    assertThat(held.get("price").decimalValue()).isEqualByComparingTo("117.5");
    assertThat(held.get("date").asString()).isEqualTo(FigureBook.LAST.toString());
    assertThat(held.get("value").decimalValue()).isEqualByComparingTo("23500.00");
    assertThat(held.get("source").asString()).isEqualTo("test");
    double netAssetValue =
        row(book.rows("analytics --portfolio Book"), "code", "NET_ASSET_VALUE")
            .get("value")
            .asDouble();
    assertThat(held.get("weight").asDouble()).isCloseTo(23500 / netAssetValue, within(1e-9));
  }

  @Test
  void an_exception_is_explained_by_what_was_held_the_session_before() {
    JsonNode position = explained("VAR_EXCEPTION --period 95").get("position").get(0);
    assertThat(position.get("date").asString()).isEqualTo("2022-06-29");
  }

  @Test
  void each_revision_has_its_value_its_cause_and_its_run() {
    JsonNode revisions = explained("NET_ASSET_VALUE").get("revision");
    assertThat(revisions.size()).isEqualTo(2);
    assertThat(revisions.get(0).get("detail").asString()).startsWith("MISSING, ");
    assertThat(revisions.get(1).get("detail").asString()).startsWith("SNAPSHOT, ");
    assertThat(revisions.get(1).get("execution").asInt())
        .isGreaterThan(revisions.get(0).get("execution").asInt());
  }

  @Test
  void the_difference_of_a_value_is_the_shares_times_the_correction() {
    JsonNode value = row(book.rows(DIFF + FigureBook.LAST), "code", "NET_ASSET_VALUE");
    BigDecimal correction =
        new BigDecimal("117.5").subtract(oldClose).multiply(new BigDecimal(200));
    assertThat(value.get("new").decimalValue().subtract(value.get("old").decimalValue()))
        .isCloseTo(correction, within(new BigDecimal("0.01")));
    assertThat(value.get("change").asString()).as("what made the snapshot new").isEqualTo("PRICE");
    assertThat(value.get("revision").asInt()).isEqualTo(2);
  }

  @Test
  void a_grid_says_how_many_of_its_cells_differ() {
    List<JsonNode> rows = book.rows(DIFF + FigureBook.LAST);
    assertThat(row(rows, "code", "POSITION_STRESS").get("detail").asString())
        .endsWith(" of 66 cells differ");
    assertThat(rows.stream().map(row -> row.get("code").asString()))
        .as("factor funds did not change")
        .doesNotContain("FACTOR_CORRELATION");
  }

  @Test
  void earlier_sessions_have_no_differences() {
    assertThat(book.rows(DIFF + "2022-06-28")).isEmpty();
  }

  @Test
  void what_is_not_one_figure_is_refused_with_those_there_are() {
    assertThat(book.refused(EXPLAIN + "TWR"))
        .contains("there are several TWR", "--period YTD, --period 1M");
    assertThat(book.refused(EXPLAIN + "TWR --period 7M")).contains("there is no such TWR");
    assertThat(book.refused(EXPLAIN + "SECTOR_NET")).contains("--item Cash, --item Unknown");
    assertThat(book.refused(EXPLAIN + "TRW")).contains("did you mean 'TWR'?");
    assertThat(book.refused("explain --portfolio Book --date 2022-06-30 --period YTD"))
        .contains("--period and --item go with --figure");
    assertThat(book.refused("explain --portfolio Book --date 2022-07-01 --figure BETA"))
        .contains("did you mean 2022-06-30");
    assertThat(book.refused("explain --portfolio Empty --date 2022-06-30 --figure BETA"))
        .contains("'Empty' has no figures");
    assertThat(book.refused(DIFF + "2022-07-01")).contains("did you mean 2022-06-30");
    assertThat(book.refused(DIFF + "2022-06-30 --to-revision 1"))
        .contains("--to-revision are of snapshots");
  }
}
