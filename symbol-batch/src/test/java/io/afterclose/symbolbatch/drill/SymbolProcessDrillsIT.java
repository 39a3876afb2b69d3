package io.afterclose.symbolbatch.drill;

import static org.assertj.core.api.Assertions.assertThat;

import io.afterclose.testkit.drill.DrillDatabase;
import io.afterclose.testkit.drill.FaultPoint;
import io.afterclose.testkit.drill.JarProcess;
import io.afterclose.testkit.drill.PostgresProxy;
import io.afterclose.testkit.drill.ProcessDrills;
import java.util.Map;
import org.junit.jupiter.api.Test;

final class SymbolProcessDrillsIT extends ProcessDrills {

  private static final String COMPLETED =
      """
      select p.parameter_value from batch_job_execution e
      join batch_job_execution_params p using (job_execution_id)
      where e.status = 'COMPLETED' and p.parameter_name = 'targetDate'
      order by e.job_execution_id
      """;

  private static final String[] BACKFILL = {
    "backfill", "--from", "2022-06-24", "--to", "2022-06-30", "--provider", "sample"
  };

  private String undisturbed = "";
  private int statements;

  SymbolProcessDrillsIT() {
    super(new SymbolNight());
  }

  @Test
  void nights_that_were_missed_are_made_up_in_their_order_after_a_kill() throws Exception {
    DRILLS.run(
        "symbol-batch: five missed nights, killed, then again",
        "27",
        0,
        4,
        round -> {
          if (undisturbed.isEmpty()) {
            backfillUndisturbed();
          }
          try (DrillDatabase database = night.fresh();
              PostgresProxy wire = PostgresProxy.before(database.url())) {
            try (JarProcess victim =
                JarProcess.start(
                    "symbol-batch", database.environment("victim", wire, ""), BACKFILL)) {
              wire.at(
                  FaultPoint.statement(round.pointUpTo(statements - 6), FaultPoint.Moment.AFTER),
                  () -> {
                    victim.kill();
                    wire.cut();
                  });
              victim.ended().with(137);
            }
            round.recovery(() -> backfill(database.environment("next")));
            assertThat(database.dump()).isEqualTo(undisturbed);
            assertThat(database.texts(COMPLETED))
                .containsExactly(
                    "2022-06-24", "2022-06-27", "2022-06-28", "2022-06-29", "2022-06-30");
          }
        });
  }

  private void backfillUndisturbed() throws Exception {
    try (DrillDatabase database = night.fresh();
        PostgresProxy wire = PostgresProxy.before(database.url())) {
      backfill(database.environment("undisturbed", wire, ""));
      undisturbed = database.dump();
      statements = wire.statements().size();
    }
  }

  private static int backfill(Map<String, String> environment) throws InterruptedException {
    try (JarProcess process = JarProcess.start("symbol-batch", environment, BACKFILL)) {
      return process.ended().with(0).exitCode();
    }
  }
}
