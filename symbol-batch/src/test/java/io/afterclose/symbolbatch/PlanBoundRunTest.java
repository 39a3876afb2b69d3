package io.afterclose.symbolbatch;

import static org.assertj.core.api.Assertions.assertThat;

import io.afterclose.testkit.CommandRun;
import io.afterclose.testkit.PostgresExtension;
import io.afterclose.testkit.SettableClock;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/** A plan with its fingerprint, and commands that start only if it still holds. */
final class PlanBoundRunTest {

  @RegisterExtension static final PostgresExtension POSTGRES = new PostgresExtension();

  private static final String DAY = "2026-01-08";
  private static final String NO_PLAN = "0".repeat(64);

  private Operator operator;
  private StoredRows stored;

  @BeforeEach
  void one_member_and_no_night() {
    POSTGRES.reset();
    operator = with(Map.of());
    stored = StoredRows.in(POSTGRES.dataSource());
    operator.types("universe", "add", "ALFA").hasExitCode(0);
  }

  private static Operator with(Map<String, String> settings) {
    Map<String, String> environment = new HashMap<>(POSTGRES.environment());
    environment.putAll(settings);
    return Operator.in(environment, SettableClock.at(Instant.parse("2026-01-09T12:00:00Z")));
  }

  private CommandRun types(String command, String... words) {
    List<String> all = new ArrayList<>(List.of(command.split(" ")));
    all.addAll(List.of(words));
    return operator.types(all.toArray(String[]::new));
  }

  private JsonNode plan(String options) {
    return JsonMapper.shared()
        .readTree(types("plan -o json --fingerprint " + options).hasExitCode(0).out());
  }

  private String fingerprint(String options) {
    return plan(options).get("fingerprint").asString();
  }

  private CommandRun expecting(String fingerprint, String command) {
    return types(command + " --provider sample", "--expect-plan", fingerprint);
  }

  @Test
  void a_plan_tells_its_fingerprint_beside_the_same_rows() {
    JsonNode plan = plan("--date " + DAY);
    assertThat(plan.propertyNames()).containsExactly("fingerprint", "made_at", "items");
    assertThat(plan.get("made_at").asString()).isEqualTo("2026-01-09T12:00:00Z");
    assertThat(plan.get("items"))
        .isEqualTo(
            JsonMapper.shared().readTree(types("plan -o json --date " + DAY).hasExitCode(0).out()));
    assertThat(fingerprint("--date " + DAY)).isEqualTo(plan.get("fingerprint").asString());
    CommandRun csv = types("plan -o csv --fingerprint --date " + DAY).hasExitCode(0);
    assertThat(csv.out()).isEqualTo(types("plan -o csv --date " + DAY).hasExitCode(0).out());
    assertThat(csv.err()).contains("fingerprint " + plan.get("fingerprint").asString());
  }

  @Test
  void another_symbol_date_scope_or_command_is_another_plan() {
    List<String> plans = new ArrayList<>();
    plans.add(fingerprint("--date " + DAY));
    plans.add(fingerprint("--date 2026-01-07"));
    plans.add(fingerprint("--date " + DAY + " --symbols ALFA"));
    plans.add(fingerprint("--date " + DAY + " --force"));
    plans.add(fingerprint("--from " + DAY + " --to " + DAY));
    types("universe add KILO").hasExitCode(0);
    plans.add(fingerprint("--date " + DAY));
    assertThat(plans).doesNotHaveDuplicates();
  }

  @Test
  void the_expected_plan_is_carried_out() {
    expecting(fingerprint("--date " + DAY), "run --date " + DAY).hasExitCode(0);
    assertThat(stored.texts("select state from job_runs")).containsExactly("COMPLETED");
  }

  @Test
  void another_plan_starts_and_writes_nothing() {
    String before = fingerprint("--date " + DAY);
    types("universe add KILO").hasExitCode(0);
    Map<String, String> rows = stored.versions();
    CommandRun refused = expecting(before, "run --date " + DAY).hasExitCode(7);
    assertThat(refused.err())
        .contains(before.substring(0, 8) + " was expected")
        .contains(fingerprint("--date " + DAY).substring(0, 8) + " with 60 items");
    assertThat(stored.versions()).isEqualTo(rows);
    assertThat(stored.count("job_runs")).isZero();
    assertThat(stored.count("batch_job_instance")).isZero();
  }

  @Test
  void a_run_of_all_that_was_missed_is_checked_as_a_whole_before_its_first_session() {
    types("run --provider sample --date 2026-01-05").hasExitCode(0);
    String before = fingerprint("");
    assertThat(plan("").get("items").get(0).get("date").asString()).isEqualTo(DAY);
    types("run --provider sample --date 2026-01-06").hasExitCode(0);
    Map<String, String> rows = stored.versions();
    expecting(before, "run").hasExitCode(7);
    assertThat(stored.versions()).isEqualTo(rows);
    expecting(fingerprint(""), "run").hasExitCode(0);
    assertThat(stored.count("job_runs")).isEqualTo(4);
  }

  @Test
  void a_backfill_is_planned_as_its_sessions_oldest_first_and_checked_once() {
    String range = "--from 2026-01-06 --to " + DAY;
    List<String> lines =
        types("plan -o csv " + range).hasExitCode(0).out().lines().skip(1).toList();
    List<String> each = new ArrayList<>();
    for (String session : List.of("2026-01-06", "2026-01-07", DAY)) {
      each.addAll(types("plan -o csv --date " + session).out().lines().skip(1).toList());
    }
    assertThat(lines).isEqualTo(each);
    Map<String, String> rows = stored.versions();
    expecting(NO_PLAN, "backfill " + range).hasExitCode(7);
    assertThat(stored.versions()).isEqualTo(rows);
    String whole = fingerprint(range);
    expecting(whole, "backfill " + range).hasExitCode(0);
    assertThat(stored.count("job_runs")).isEqualTo(3);
    expecting(whole, "backfill " + range).hasExitCode(7);
    expecting(fingerprint(range), "backfill " + range).hasExitCode(0);
    assertThat(stored.count("job_runs")).as("there was nothing to do").isEqualTo(3);
  }

  @Test
  void a_forced_rerun_is_planned_though_the_night_is_complete() {
    types("run --provider sample --date " + DAY).hasExitCode(0);
    assertThat(plan("--date " + DAY).get("items")).isEmpty();
    JsonNode forced = plan("--date " + DAY + " --force");
    assertThat(forced.get("items"))
        .as("nine symbols in six phases; the last prices are still provisional")
        .hasSize(6 * 9);
    operator
        .types(
            "rerun",
            "--provider",
            "sample",
            "--date",
            DAY,
            "--force",
            "--reason",
            "why not",
            "--expect-plan",
            NO_PLAN)
        .hasExitCode(7);
    assertThat(stored.count("job_runs")).isEqualTo(1);
    operator
        .types(
            "rerun",
            "--provider",
            "sample",
            "--date",
            DAY,
            "--force",
            "--reason",
            "why not",
            "--expect-plan",
            forced.get("fingerprint").asString())
        .hasExitCode(0);
    assertThat(
            stored.texts(
                "select sum(read_count) from batch_step_execution where job_execution_id ="
                    + " (select max(job_execution_id) from batch_job_execution)"))
        .containsExactly("54");
  }

  @Test
  void a_rerun_that_resumes_has_the_plan_of_the_run() {
    expecting(fingerprint("--date " + DAY), "rerun --date " + DAY).hasExitCode(0);
  }

  @Test
  void options_without_sense_are_refused() {
    assertThat(expecting("9f3c", "run --date " + DAY).hasExitCode(2).err())
        .contains("64 hex digits");
    assertThat(types("plan --force").hasExitCode(2).err()).contains("--date");
    assertThat(types("plan --from 2026-01-06").hasExitCode(2).err()).contains("--to");
    assertThat(
            types("plan --date 2026-01-06 --from 2026-01-06 --to 2026-01-06").hasExitCode(2).err())
        .contains("no --date");
    assertThat(types("plan --from 2026-01-06 --to 2026-01-06 --symbols ALFA").hasExitCode(2).err())
        .contains("all symbols");
    assertThat(stored.count("job_runs")).isZero();
  }

  @Test
  void each_run_of_a_requested_process_names_the_request() {
    String request = "7c1f0a52-3d0e-4b8e-9f0a-2f6f6f1f9a10";
    operator = with(Map.of("AFTERCLOSE_REQUEST", request));
    types("backfill --provider sample --from 2026-01-07 --to " + DAY).hasExitCode(0);
    assertThat(stored.texts("select request_id from job_runs order by run_id"))
        .containsExactly(request, request);
    assertThat(types("show -o json --date " + DAY).hasExitCode(0).out())
        .contains("by operator for request " + request);
    assertThat(JsonMapper.shared().readTree(types("status -o json").hasExitCode(0).out()))
        .anySatisfy(line -> assertThat(line.get("request").asString()).isEqualTo(request));
  }

  @Test
  void a_request_that_is_no_uuid_is_refused_by_its_name() {
    operator = with(Map.of("AFTERCLOSE_REQUEST", "1-1-1-1-1"));
    assertThat(types("run --provider sample --date " + DAY).hasExitCode(2).err())
        .contains("AFTERCLOSE_REQUEST='1-1-1-1-1'", "UUID");
    assertThat(stored.count("job_runs")).isZero();
  }
}
