package io.afterclose.run.drill;

import static org.assertj.core.api.Assertions.assertThat;

import ch.qos.logback.classic.Level;
import ch.qos.logback.classic.Logger;
import io.afterclose.database.address.DatabaseSettings;
import io.afterclose.database.connection.Database;
import io.afterclose.run.execution.JobContext;
import io.afterclose.run.execution.ProcessContext;
import io.afterclose.run.execution.TimeLimit;
import io.afterclose.run.name.JobName;
import io.afterclose.run.name.RunRequest;
import io.afterclose.run.name.Source;
import io.afterclose.run.outcome.RunOutcome;
import io.afterclose.run.outcome.RunOutcomeException;
import io.afterclose.testkit.drill.DrillDatabase;
import io.afterclose.testkit.drill.Drills;
import java.time.Clock;
import java.time.LocalDate;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CyclicBarrier;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.slf4j.LoggerFactory;

/** Two runs of one date at once, many times, as two processes would do it but for their start. */
final class RaceDrillTest {

  @RegisterExtension static final Drills DRILLS = new Drills();

  private static final Logger LOG = (Logger) LoggerFactory.getLogger(Logger.ROOT_LOGGER_NAME);

  private static final Level LEVEL = LOG.getLevel();

  private static final LocalDate FIRST = LocalDate.parse("2022-01-03");

  @Test
  void of_two_runs_of_a_date_at_once_one_works() throws Exception {
    ExecutorService threads = Executors.newFixedThreadPool(2);
    try (DrillDatabase database = DRILLS.emptyDatabase();
        Racer one = new Racer(database);
        Racer other = new Racer(database)) {
      nothingIsLogged();
      database.execute("create table raced (night date, n integer, primary key (night, n))");
      DRILLS.run(
          "races of two runs in one process: fresh, failed, stopped",
          "4, 5",
          30,
          1000,
          round -> {
            RunRequest night =
                new RunRequest(FIRST.plusDays(round.number()), "all", 1, Source.CRON);
            prepare(one, night, round.turnOf(RacedNight.Fate.values()));
            CyclicBarrier line = new CyclicBarrier(2);
            List<Future<RunOutcome>> ends =
                List.of(
                    threads.submit(() -> one.races(line, night)),
                    threads.submit(() -> other.races(line, night)));
            assertThat(List.of(ends.get(0).get(), ends.get(1).get()))
                .contains(RunOutcome.COMPLETED)
                .isSubsetOf(RunOutcome.COMPLETED, RunOutcome.ALREADY_RUNNING);
          });
      assertThat(RacedNight.mostAtOnce()).isEqualTo(1);
      assertThat(
              database.texts(
                  "select count(*) from raced group by night having count(*) <> 3"
                      + " union all select count(*) from job_runs where ended_at is null having"
                      + " count(*) > 0 union all select count(*) from batch_job_execution"
                      + " where status = 'COMPLETED' group by job_instance_id having count(*) > 1"
                      + " union all select 0 from batch_job_instance i where not exists (select"
                      + " from batch_job_execution e where e.job_instance_id = i.job_instance_id"
                      + " and e.status = 'COMPLETED')"))
          .isEmpty();
    } finally {
      LOG.setLevel(LEVEL);
      threads.shutdownNow();
      assertThat(threads.awaitTermination(1, TimeUnit.MINUTES)).isTrue();
    }
  }

  /** A third of the nights is made to fail, and each would tell so at length. */
  private static void nothingIsLogged() {
    LOG.setLevel(Level.OFF);
  }

  private static void prepare(Racer racer, RunRequest night, RacedNight.Fate fate) {
    if (fate != RacedNight.Fate.DONE) {
      RacedNight.fated(fate);
      assertThat(racer.runs(night)).isIn(RunOutcome.FAILED, RunOutcome.STOPPED);
      RacedNight.fated(RacedNight.Fate.DONE);
    }
  }

  /** What a process is to a race: a context, a pool and locks of its own. */
  private static final class Racer implements AutoCloseable {

    private final Database database;
    private final JobContext context;

    Racer(DrillDatabase drill) {
      this.database =
          Database.open(new DatabaseSettings.External(drill.url(), Optional.empty()), "racer");
      this.context =
          JobContext.open(
              JobName.SYMBOL_BATCH,
              RacedNight.class,
              new ProcessContext(drill.environment("racer"), Clock.systemUTC()),
              database,
              beans -> {});
    }

    RunOutcome races(CyclicBarrier line, RunRequest night) throws Exception {
      line.await(1, TimeUnit.MINUTES);
      return runs(night);
    }

    RunOutcome runs(RunRequest night) {
      try {
        return context.run(night, TimeLimit.NONE).outcome();
      } catch (RunOutcomeException refused) {
        return refused.outcome();
      }
    }

    @Override
    public void close() {
      context.close();
      database.close();
    }
  }
}
