package io.afterclose.portfoliorefresh;

import static io.afterclose.portfoliorefresh.RandomChanges.PORTFOLIOS;
import static io.afterclose.portfoliorefresh.RandomChanges.SESSIONS;
import static io.afterclose.portfoliorefresh.RefreshWorld.D;
import static org.assertj.core.api.Assertions.assertThat;

import io.afterclose.portfolio.position.KeyRange;
import io.afterclose.portfoliorefresh.RandomChanges.Change;
import io.afterclose.portfoliorefresh.gap.GapRequest;
import io.afterclose.portfoliorefresh.gap.PortfolioDates;
import io.afterclose.testkit.CommandRun;
import io.afterclose.testkit.PostgresExtension;
import java.time.LocalDate;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.SortedSet;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.stream.Collectors;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/**
 * After a change of any kind the planner names exactly the snapshots that would come out otherwise,
 * which are found here by making all of them anew.
 */
final class ExactlyOutdatedTest {
  @RegisterExtension static final PostgresExtension POSTGRES = new PostgresExtension();

  private static final int CHANGES = 40;

  private final RefreshWorld world = RefreshWorld.emptied(POSTGRES);
  private int forgotten;

  @ParameterizedTest
  @ValueSource(longs = {1, 2, 3, 4, 5, 14})
  void the_plan_names_exactly_the_snapshots_that_a_change_concerns(long seed) {
    RandomChanges changes = new RandomChanges(world, seed);
    PORTFOLIOS.forEach(name -> world.snapshots(name, SESSIONS));
    assertThat(work()).isEmpty();
    int concerned = 0;
    for (int number = 1; number <= CHANGES; number++) {
      Change change = changes.change();
      String told = "seed " + seed + ", change " + number + ": " + change.words();
      List<PortfolioDates> work = work();
      Map<String, SortedSet<LocalDate>> changed = changed();
      assertThat(byName(work)).as(told).isEqualTo(changed);
      assertThat(reasons(work))
          .as(told)
          .allSatisfy(
              reason ->
                  assertThat(reason).contains(change.input().map(Enum::name).orElse("nothing")));
      make(work);
      assertThat(work()).as("after " + told).isEmpty();
      assertThat(changed()).as("after " + told).isEmpty();
      concerned += changed.isEmpty() ? 0 : 1;
      forgetWhatWasRead(number);
    }
    assertThat(concerned).as("changes that concern a snapshot").isGreaterThan(CHANGES / 4);
    assertThat(forgotten).as("logged changes that were read").isPositive();
    eachRevisionSaysWhatChanged();
  }

  /**
   * Whether a fraction is paid follows from quantities, which the planner does not look at: it may
   * name the snapshots after a first close of new shares although the close decides nothing.
   */
  @ParameterizedTest
  @ValueSource(longs = {10, 34})
  void where_companies_change_it_names_all_of_them_and_few_others(long seed) {
    RandomChanges changes = new RandomChanges(world, seed, true);
    PORTFOLIOS.forEach(name -> world.snapshots(name, SESSIONS));
    int concerned = 0;
    int more = 0;
    for (int number = 1; number <= CHANGES; number++) {
      Change change = changes.change();
      String told = "seed " + seed + ", change " + number + ": " + change.words();
      List<PortfolioDates> work = work();
      Map<String, SortedSet<LocalDate>> changed = changed();
      Map<String, SortedSet<LocalDate>> planned = byName(work);
      changed.forEach(
          (name, dates) ->
              assertThat(planned.getOrDefault(name, Collections.emptySortedSet()))
                  .as(told + ", " + name)
                  .containsAll(dates));
      make(work);
      assertThat(work()).as("after " + told).isEmpty();
      assertThat(changed()).as("after " + told).isEmpty();
      int dates = count(changed);
      concerned += dates;
      more += count(planned) - dates;
      forgetWhatWasRead(number);
    }
    assertThat(concerned).as("snapshots that a change concerns").isGreaterThan(100);
    assertThat(more).as("snapshots that were looked at in vain").isLessThan(concerned / 3);
  }

  /** What a purge takes away changes no later plan. */
  private void forgetWhatWasRead(int number) {
    if (number % 3 == 0) {
      int removed =
          world
              .sql()
              .sql(
                  """
                  delete from market_data_changes
                  where change_id in (select change_id from market_data_changes_read)
                  """)
              .update();
      forgotten += removed;
    }
  }

  private static int count(Map<String, SortedSet<LocalDate>> dates) {
    return dates.values().stream().mapToInt(Set::size).sum();
  }

  private record Later(String portfolio, String date, String revision) {}

  /** The revisions of a day, each compared with the one before it. */
  private void eachRevisionSaysWhatChanged() {
    List<Later> later =
        world
            .sql()
            .sql(
                """
                select f.name, s.snapshot_date::text, s.revision::text
                from portfolio_snapshots s join portfolios f on f.portfolio_id = s.portfolio_id
                where s.revision > 1 and s.snapshot_date = '2022-06-22'
                """)
            .query((row, number) -> new Later(row.getString(1), row.getString(2), row.getString(3)))
            .list();
    assertThat(later).isNotEmpty().allSatisfy(this::saysWhatChanged);
  }

  private void saysWhatChanged(Later later) {
    CommandRun diff =
        world.command(
            "diff",
            "--portfolio",
            later.portfolio(),
            "--date",
            later.date(),
            "--to-revision",
            later.revision(),
            "-o",
            "csv");
    assertThat(diff.exitCode()).isZero();
    assertThat(diff.out().lines())
        .anyMatch(line -> line.matches("(position|price|action|valuation|cash),.*"));
  }

  private List<PortfolioDates> work() {
    return world
        .composition()
        .planner()
        .planAndMark(GapRequest.nightly(D, KeyRange.ALL))
        .work()
        .stream()
        .filter(one -> PORTFOLIOS.contains(one.portfolio().name()))
        .toList();
  }

  private void make(List<PortfolioDates> work) {
    world
        .composition()
        .repeatableRead()
        .execute(status -> world.composition().work().make(work, null));
  }

  private static Map<String, SortedSet<LocalDate>> byName(List<PortfolioDates> work) {
    Map<String, SortedSet<LocalDate>> byName = new TreeMap<>();
    work.forEach(one -> byName.put(one.portfolio().name(), new TreeSet<>(one.dates())));
    return byName;
  }

  private static Set<String> reasons(List<PortfolioDates> work) {
    return work.stream()
        .flatMap(one -> one.due().stream())
        .map(due -> due.reason().text())
        .collect(Collectors.toSet());
  }

  /** The snapshots of which the inputs make another one now. */
  private Map<String, SortedSet<LocalDate>> changed() {
    Map<String, SortedSet<LocalDate>> changed = new TreeMap<>();
    for (String name : PORTFOLIOS) {
      Map<LocalDate, String> now = world.fingerprintsNow(name, SESSIONS);
      SortedSet<LocalDate> dates = new TreeSet<>(SESSIONS);
      world
          .fingerprints(name)
          .forEach(
              (date, fingerprint) -> {
                if (fingerprint.equals(now.get(date))) {
                  dates.remove(date);
                }
              });
      if (!dates.isEmpty()) {
        changed.put(name, dates);
      }
    }
    return changed;
  }
}
