package io.afterclose.run.plan;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.afterclose.run.name.JobName;
import io.afterclose.run.outcome.PlanChangedException;
import io.afterclose.run.outcome.RunOutcome;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;

final class ExpectedPlanTest {

  private static final LocalDate DATE = LocalDate.parse("2026-01-08");

  private static WorkList plan(WorkList.Action action, boolean forced, String... items) {
    return new WorkList(
        JobName.SYMBOL_BATCH,
        action,
        "all",
        List.of(DATE),
        forced,
        List.of(items).stream().map(item -> List.of(item.split(","))).toList());
  }

  @Test
  void a_fingerprint_is_of_all_that_a_plan_says() {
    List<WorkList> different =
        List.of(
            plan(WorkList.Action.RUN, false, "ab,c"),
            plan(WorkList.Action.RUN, false, "a,bc"),
            plan(WorkList.Action.RUN, false, "ab", "c"),
            plan(WorkList.Action.RUN, false, "c", "ab"),
            plan(WorkList.Action.RUN, false),
            plan(WorkList.Action.BACKFILL, false),
            plan(WorkList.Action.RUN, true),
            new WorkList(
                JobName.PORTFOLIO_REFRESH,
                WorkList.Action.RUN,
                "all",
                List.of(DATE),
                false,
                List.of()),
            new WorkList(
                JobName.SYMBOL_BATCH,
                WorkList.Action.RUN,
                "symbols:ALFA",
                List.of(DATE),
                false,
                List.of()),
            new WorkList(
                JobName.SYMBOL_BATCH,
                WorkList.Action.RUN,
                "all",
                List.of(DATE, DATE.plusDays(1)),
                false,
                List.of()));
    assertThat(different).extracting(WorkList::fingerprint).doesNotHaveDuplicates();
    assertThat(plan(WorkList.Action.RUN, false, "ab,c").fingerprint())
        .isEqualTo(different.get(0).fingerprint())
        .matches("[0-9a-f]{64}");
  }

  @Test
  void another_plan_is_refused_with_both_fingerprints_and_nothing_that_waits_is_written() {
    WorkList before = plan(WorkList.Action.RUN, false, "a", "b");
    WorkList now = plan(WorkList.Action.RUN, false, "a");
    List<String> written = new ArrayList<>();
    ExpectedPlan expected = ExpectedPlan.of(before.fingerprint(), () -> now);
    expected.thenWrite(() -> written.add("an end"));
    assertThatThrownBy(expected::require)
        .isInstanceOfSatisfying(
            PlanChangedException.class,
            changed -> assertThat(changed.outcome()).isEqualTo(RunOutcome.PLAN_CHANGED))
        .hasMessageContaining("symbol-batch run of 2026-01-08")
        .hasMessageContaining(before.fingerprint().substring(0, 8) + " was expected")
        .hasMessageContaining("now it is " + now.fingerprint().substring(0, 8) + " with 1 item;");
    assertThat(written).isEmpty();
  }

  @Test
  void the_same_plan_is_made_once_and_then_writes_go_through() {
    WorkList plan = plan(WorkList.Action.BACKFILL, false, "a");
    List<String> done = new ArrayList<>();
    ExpectedPlan expected =
        ExpectedPlan.of(
            plan.fingerprint(),
            () -> {
              done.add("planned");
              return plan;
            });
    expected.thenWrite(() -> done.add("first"));
    expected.require();
    expected.require();
    expected.thenWrite(() -> done.add("second"));
    assertThat(done).containsExactly("planned", "first", "second");
  }

  @Test
  void where_no_plan_is_expected_everything_goes_through() {
    List<String> done = new ArrayList<>();
    ExpectedPlan none = ExpectedPlan.none();
    none.thenWrite(() -> done.add("written"));
    none.require();
    assertThat(done).containsExactly("written");
  }
}
