package io.afterclose.portfoliorefresh;

import static org.assertj.core.api.Assertions.assertThat;

import io.afterclose.run.execution.ProcessContext;
import io.afterclose.testkit.CommandRun;
import io.afterclose.testkit.PostgresExtension;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** What a person or a scheduler may get wrong, each with its exit code and a short word. */
@Timeout(60)
final class BadInputTest {
  @RegisterExtension static final PostgresExtension POSTGRES = new PostgresExtension();

  private final RefreshWorld world = new RefreshWorld(POSTGRES);

  @BeforeEach
  void nothing_has_run() {
    POSTGRES.reset();
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "run --wat",
        "walk",
        "run --date yesterday",
        "run --date 2022-02-30",
        "run --wait soon",
        "run --wait -5s",
        "run --wait 5",
        "run --onboarding-wait -5s",
        "run --onboarding-wait 120",
        "run --poll 0s",
        "run --poll -1m",
        "run --source aliens",
        "import",
        "import --name Growth",
        "snapshots -o xml",
        "snapshots --from tomorrow",
        "history --limit many",
      })
  void a_wrong_command_is_refused_and_nothing_is_started(String line) {
    CommandRun run = world.command(line.split(" ", -1));
    assertThat(run.exitCode()).isEqualTo(2);
    assertThat(run.out()).isEmpty();
    assertThat(run.err().lines().count()).isBetween(1L, 2L);
    assertThat(run.err()).doesNotContain("\tat ");
    assertThat(world.tables().count("batch_job_execution")).isZero();
  }

  @Test
  void an_escape_in_a_wrong_option_is_told_harmlessly() {
    CommandRun run = world.command("run", "--date", "\u001b[31m2022\r\n");
    assertThat(run.exitCode()).isEqualTo(2);
    assertThat(run.err()).contains("--date").doesNotContain("\u001b");
  }

  @Test
  void a_database_that_does_not_answer_is_a_passing_failure() {
    CommandRun run = snapshots("postgresql://user:hidden-secret@127.0.0.1:1/nowhere");
    assertThat(run.exitCode()).isEqualTo(75);
    assertThat(run.err()).contains("127.0.0.1:1").doesNotContain("hidden-secret", "\tat ");
  }

  @Test
  void a_wrong_password_is_a_wrong_setting_and_is_never_told() {
    String url = POSTGRES.environment().getOrDefault("DATABASE_URL", "");
    CommandRun run = snapshots(url.replaceFirst(":[^:@/]+@", ":hidden-secret@"));
    assertThat(run.exitCode()).isEqualTo(2);
    assertThat(run.err()).contains("password").doesNotContain("hidden-secret", "\tat ");
    assertThat(run.out()).isEmpty();
  }

  @Test
  void an_address_that_is_none_is_a_wrong_setting() {
    for (String url : new String[] {"mysql://user:hidden-secret@db/x", "hidden-secret", "%"}) {
      CommandRun run = snapshots(url);
      assertThat(run.exitCode()).as(url).isEqualTo(2);
      assertThat(run.err()).contains("DATABASE_URL").doesNotContain("hidden-secret", "\tat ");
    }
  }

  @Test
  void a_home_that_cannot_be_written_is_a_wrong_setting(@TempDir Path folder) throws IOException {
    Path file = Files.writeString(folder.resolve("a-file"), "no folder");
    CommandRun run = command(Map.of(), "snapshots", "--home", file.resolve("home").toString());
    assertThat(run.exitCode()).isEqualTo(2);
    assertThat(run.err()).contains("a-file").doesNotContain("\tat ");
  }

  private CommandRun snapshots(String databaseUrl) {
    return command(Map.of("DATABASE_URL", databaseUrl), "snapshots");
  }

  private CommandRun command(Map<String, String> environment, String... arguments) {
    return RefreshCommand.run(new ProcessContext(environment, world.clock()), arguments);
  }
}
