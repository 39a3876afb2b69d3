package io.afterclose.cli.operate;

import static org.assertj.core.api.Assertions.assertThat;

import io.afterclose.cli.fixture.TestCommand;
import io.afterclose.run.execution.ProcessContext;
import io.afterclose.run.fixture.RecordedRuns;
import io.afterclose.run.history.PurgedTables;
import io.afterclose.run.name.JobName;
import io.afterclose.run.name.RunRequest;
import io.afterclose.run.name.Source;
import io.afterclose.testkit.CommandRun;
import io.afterclose.testkit.drill.DrillDatabase;
import io.afterclose.testkit.drill.Drills;
import io.afterclose.testkit.drill.Round;
import java.time.Clock;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneOffset;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.springframework.batch.core.BatchStatus;

/** Records that nobody has purged for years. */
final class PurgeDrillTest {

  @RegisterExtension static final Drills DRILLS = new Drills();

  private static final int NIGHTS = 1000;
  private static final int ITEMS_A_NIGHT = 1000;

  /** What one transaction may take away, so that nobody waits for it for long. */
  private static final int BOUND = 10_000;

  private static final LocalDate FIRST = LocalDate.parse("2020-01-01");
  private static final Clock NOW =
      Clock.fixed(Instant.parse("2026-01-05T12:00:00Z"), ZoneOffset.UTC);

  private static final String[] WATCHED = {
    "create table drill_purged (transaction bigint, rows bigint)",
    """
    create function drill_purge() returns trigger language plpgsql as $$ begin
      insert into drill_purged select txid_current(), count(*) from gone;
      return null;
    end $$
    """,
    """
    create trigger drill_purge after delete on run_item_failures
      referencing old table as gone for each statement execute function drill_purge()
    """
  };

  @Test
  void a_million_rows_go_in_bounded_batches() throws Exception {
    DRILLS.run(
        "purge of a million rows",
        "38",
        0,
        1,
        round -> {
          try (DrillDatabase database = DRILLS.emptyDatabase()) {
            database.prepare(
                dataSource -> {
                  RecordedRuns runs = new RecordedRuns(dataSource);
                  for (int night = 0; night < NIGHTS; night++) {
                    LocalDate date = FIRST.plusDays(night);
                    runs.ended(
                        JobName.SYMBOL_BATCH,
                        new RunRequest(date, "all", 1, Source.CRON),
                        BatchStatus.COMPLETED,
                        date.plusDays(1).atTime(2, 0));
                  }
                });
            database.execute(
                """
                insert into run_item_failures (job_execution_id, phase, item, reason, detail,
                  failed_at)
                select job_execution_id, 'prices', 'S' || item, 'NO_PRICE', 'none came', now()
                from batch_job_execution, generate_series(1, %d) item
                """
                    .formatted(ITEMS_A_NIGHT));
            database.execute(WATCHED);
            purge(round, database);
          }
        });
  }

  private static void purge(Round round, DrillDatabase database) throws Exception {
    PurgeCommand purge =
        new PurgeCommand(
            new ProcessContext(database.environment("purge"), NOW),
            JobName.SYMBOL_BATCH,
            PurgedTables.NONE);
    CommandRun done =
        round.recovery(() -> TestCommand.run(purge, "--older-than", "400d", "-o", "csv"));
    assertThat(done.hasExitCode(0).out())
        .contains("run_item_failures,%d\n".formatted((NIGHTS - 1) * ITEMS_A_NIGHT))
        .contains("batch_job_instance,%d\n".formatted(NIGHTS - 1));
    assertThat(
            database.texts(
                "select count(*) from drill_purged group by transaction having sum(rows) > "
                    + BOUND))
        .isEmpty();
    assertThat(
            database.texts(
                "select parameter_value from batch_job_execution_params"
                    + " where parameter_name = 'targetDate'"))
        .containsExactly(FIRST.plusDays(NIGHTS - 1).toString());
  }
}
