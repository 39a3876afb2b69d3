package io.afterclose.portfoliorefresh;

import static io.afterclose.portfoliorefresh.RefreshWorld.D;
import static io.afterclose.portfoliorefresh.RefreshWorld.day;
import static io.afterclose.portfoliorefresh.RefreshWorld.sessions;
import static org.assertj.core.api.Assertions.assertThat;

import io.afterclose.testkit.CommandRun;
import io.afterclose.testkit.PostgresExtension;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/** A plan with its fingerprint, and commands that start only if it still holds. */
final class PlanBoundRefreshTest {
  @RegisterExtension static final PostgresExtension POSTGRES = new PostgresExtension();

  private static final String NO_PLAN = "0".repeat(64);

  private final RefreshWorld world = RefreshWorld.emptied(POSTGRES);

  @BeforeEach
  void one_portfolio_lacks_two_sessions() {
    world.prices().closes("SPY", sessions("2022-06-27", "2022-06-30"), "377.25");
    world.prices().closes("AAPL", sessions("2022-06-27", "2022-06-30"), "100");
    world.portfolios().holding("Growth", "AAPL", "10", day("2022-06-27"));
    world.snapshots("Growth", sessions("2022-06-27", "2022-06-28"));
    world.symbolNights().completed(day("2022-06-29"));
    world.symbolNights().completed(D);
  }

  private CommandRun types(String command, String... words) {
    List<String> all = new ArrayList<>(List.of(command.split(" ")));
    all.addAll(List.of(words));
    return world.command(all.toArray(String[]::new));
  }

  private String fingerprint(String options) {
    CommandRun plan = types(("plan -o json --fingerprint " + options).strip()).hasExitCode(0);
    return JsonMapper.shared().readTree(plan.out()).get("fingerprint").asString();
  }

  private List<String> runs() {
    return world
        .sql()
        .sql(
            """
            select r.state || ' ' || r.xmin || ' ' || coalesce(e.xmin::text, '') from job_runs r
            full join batch_job_execution e on e.job_execution_id = r.job_execution_id
            order by 1
            """)
        .query(String.class)
        .list();
  }

  @Test
  void a_plan_tells_its_fingerprint_beside_the_same_rows() {
    JsonNode plan =
        JsonMapper.shared().readTree(types("plan -o json --fingerprint").hasExitCode(0).out());
    assertThat(plan.get("items"))
        .isEqualTo(JsonMapper.shared().readTree(types("plan -o json").hasExitCode(0).out()));
    assertThat(plan.get("items")).hasSize(2);
    assertThat(fingerprint("")).isEqualTo(plan.get("fingerprint").asString());
    assertThat(types("plan -o csv --fingerprint").err())
        .contains("fingerprint " + plan.get("fingerprint").asString());
  }

  @Test
  void a_corrected_price_a_new_position_and_another_command_make_another_plan() {
    List<String> plans = new ArrayList<>();
    plans.add(fingerprint(""));
    plans.add(fingerprint("--date " + D + " --force"));
    plans.add(fingerprint("--from " + D + " --to " + D));
    plans.add(fingerprint("--portfolio Growth"));
    world.prices().close("AAPL", day("2022-06-28"), "101");
    plans.add(fingerprint(""));
    world.portfolios().holding("Income", "AAPL", "20", day("2022-06-29"));
    plans.add(fingerprint(""));
    assertThat(plans).doesNotHaveDuplicates();
  }

  @Test
  void the_expected_plan_is_carried_out() {
    types("run --wait 0s", "--expect-plan", fingerprint("")).hasExitCode(0);
    assertThat(world.tables().snapshotDates("Growth"))
        .containsExactlyElementsOf(sessions("2022-06-27", "2022-06-30"));
  }

  @Test
  void another_plan_starts_and_writes_nothing() {
    String before = fingerprint("");
    world.prices().close("AAPL", day("2022-06-28"), "101");
    Map<String, List<String>> rows = world.tables().rows();
    List<String> runs = runs();
    CommandRun refused = types("run --wait 0s", "--expect-plan", before).hasExitCode(7);
    assertThat(refused.err())
        .contains(before.substring(0, 8) + " was expected")
        .contains(fingerprint("").substring(0, 8) + " with 3 items");
    types("rerun --wait 0s --date " + D, "--expect-plan", before).hasExitCode(7);
    types("backfill --from 2022-06-29 --to " + D, "--expect-plan", before).hasExitCode(7);
    assertThat(world.tables().rows()).isEqualTo(rows);
    assertThat(runs()).isEqualTo(runs);
  }

  @Test
  void a_backfill_has_each_snapshot_once_and_is_checked_before_its_first_session() {
    String range = "--from 2022-06-29 --to " + D;
    assertThat(world.planned("--from", "2022-06-29", "--to", D.toString()))
        .containsExactly("Growth,2022-06-29,MISSING", "Growth,2022-06-30,MISSING");
    String expected = fingerprint(range);
    types("backfill " + range, "--expect-plan", expected).hasExitCode(0);
    assertThat(world.planned("--from", "2022-06-29", "--to", D.toString())).isEmpty();
    List<String> runs = runs();
    types("backfill " + range, "--expect-plan", expected).hasExitCode(7);
    types("backfill " + range, "--expect-plan", fingerprint(range)).hasExitCode(0);
    assertThat(runs()).as("there was nothing to do").isEqualTo(runs);
  }

  @Test
  void a_forced_rerun_is_checked_too() {
    types("run --wait 0s").hasExitCode(0);
    String[] rerun = {"--force", "--reason", "why not", "--expect-plan"};
    String forced = fingerprint("--date " + D + " --force");
    List<String> words = new ArrayList<>(List.of(rerun));
    words.add(NO_PLAN);
    types("rerun --wait 0s --date " + D, words.toArray(String[]::new)).hasExitCode(7);
    words.set(words.size() - 1, forced);
    types("rerun --wait 0s --date " + D, words.toArray(String[]::new)).hasExitCode(0);
  }

  @Test
  void what_rerun_and_backfill_have_not_their_plans_have_not() {
    assertThat(
            types("plan --from 2022-06-29 --to 2022-06-30 --restate --reason why")
                .hasExitCode(2)
                .err())
        .contains("--restate and --since-inception are of 'run'");
    assertThat(types("plan --force").hasExitCode(2).err()).contains("--date");
  }
}
