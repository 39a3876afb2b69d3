package io.afterclose.portfoliorefresh;

import static io.afterclose.portfoliorefresh.RefreshWorld.D;
import static io.afterclose.portfoliorefresh.RefreshWorld.sessions;
import static org.assertj.core.api.Assertions.assertThat;

import io.afterclose.portfoliorefresh.fixture.ManyPortfolios;
import io.afterclose.testkit.CommandRun;
import io.afterclose.testkit.PostgresExtension;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

/** Nights that an operator has done once more. */
final class RerunTest {
  @RegisterExtension static final PostgresExtension POSTGRES = new PostgresExtension();

  private final RefreshWorld world = RefreshWorld.emptied(POSTGRES);

  @BeforeEach
  void three_portfolios_of_which_each_lacks_the_night() {
    world.prices().save(ManyPortfolios.closes(sessions("2022-06-29", "2022-06-30")));
    ManyPortfolios.store(world.dataSource(), 3);
  }

  @Test
  void a_night_that_failed_goes_on() {
    assertThat(world.runFor(D).exitCode()).as("its symbol night is missing").isEqualTo(4);
    world.symbolNights().completed(D);
    assertThat(rerun().exitCode()).isZero();
    assertThat(history()).containsExactly("1,COMPLETED,", "1,FAILED,");
    assertThat(world.tables().count("portfolio_snapshots")).isEqualTo(3);
  }

  @Test
  void a_complete_night_is_refused_with_one_line_and_nothing_is_written() {
    world.symbolNights().completed(D);
    assertThat(world.runFor(D).exitCode()).isZero();
    Map<String, List<String>> before = world.tables().rows();
    CommandRun refused = rerun();
    assertThat(refused.exitCode()).isEqualTo(2);
    assertThat(refused.err().lines())
        .singleElement()
        .asString()
        .contains("portfolio-refresh 2022-06-30 is complete", "--force --reason TEXT");
    assertThat(world.tables().rows()).isEqualTo(before);
  }

  @Test
  void a_complete_night_is_done_again_for_a_reason_and_its_snapshots_stay() {
    world.symbolNights().completed(D);
    assertThat(world.runFor(D).exitCode()).isZero();
    assertThat(rerun("--force", "--reason", "asked by an auditor").exitCode()).isZero();
    assertThat(history()).containsExactly("2,COMPLETED,asked by an auditor", "1,COMPLETED,");
    assertThat(world.tables().count("portfolio_snapshots")).isEqualTo(3);
    assertThat(world.command("show", "--date", "2022-06-30", "-o", "csv").out())
        .contains(",reason,,,,,,,asked by an auditor", ",refreshPortfolios,,COMPLETED,");
  }

  @Test
  void a_night_of_one_portfolio_is_a_run_of_its_own() {
    world.symbolNights().completed(D);
    assertThat(world.runFor(D).exitCode()).isZero();
    CommandRun unknown = rerun("--portfolio", "Nobody");
    assertThat(unknown.exitCode()).isEqualTo(2);
    assertThat(unknown.err()).contains("there is no portfolio 'Nobody'");
  }

  private CommandRun rerun(String... more) {
    List<String> words = new ArrayList<>(List.of("rerun", "--date", "2022-06-30", "--wait", "0s"));
    words.addAll(List.of(more));
    return world.command(words.toArray(String[]::new));
  }

  /** Revision, status and reason of each execution, newest first. */
  private List<String> history() {
    return world
        .command("history", "-o", "csv")
        .out()
        .lines()
        .skip(1)
        .map(line -> line.split(",", -1))
        .map(cells -> cells[2] + "," + cells[3] + "," + cells[cells.length - 1])
        .toList();
  }
}
