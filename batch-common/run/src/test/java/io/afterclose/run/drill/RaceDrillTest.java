package io.afterclose.run.drill;

import static org.assertj.core.api.Assertions.assertThat;

import ch.qos.logback.classic.Level;
import ch.qos.logback.classic.Logger;
import io.afterclose.database.Database;
import io.afterclose.database.DatabaseSettings;
import io.afterclose.run.JobName;
import io.afterclose.run.RunParameters;
import io.afterclose.run.Source;
import io.afterclose.run.launch.CommandRefused;
import io.afterclose.run.launch.ExitCode;
import io.afterclose.run.launch.JobContext;
import io.afterclose.run.launch.Surroundings;
import io.afterclose.run.launch.TimeLimit;
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
            RunParameters night =
                RunParameters.nightly(FIRST.plusDays(round.number()), Source.CRON);
            prepare(one, night, round.turnOf(RacedNight.Fate.values()));
            CyclicBarrier line = new CyclicBarrier(2);
            List<Future<ExitCode>> ends =
                List.of(
                    threads.submit(() -> one.races(line, night)),
                    threads.submit(() -> other.races(line, night)));
            assertThat(List.of(ends.get(0).get(), ends.get(1).get()))
                .contains(ExitCode.DONE)
                .isSubsetOf(ExitCode.DONE, ExitCode.ALREADY_RUNNING);
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

  private static void prepare(Racer racer, RunParameters night, RacedNight.Fate fate) {
    if (fate != RacedNight.Fate.DONE) {
      RacedNight.fated(fate);
      assertThat(racer.runs(night)).isIn(ExitCode.FAILED, ExitCode.TEMPORARY);
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
              new Surroundings(drill.environment("racer"), Clock.systemUTC()),
              database,
              beans -> {});
    }

    ExitCode races(CyclicBarrier line, RunParameters night) throws Exception {
      line.await(1, TimeUnit.MINUTES);
      return runs(night);
    }

    ExitCode runs(RunParameters night) {
      try {
        return context.run(night, TimeLimit.NONE).exitCode();
      } catch (CommandRefused refused) {
        return refused.exitCode();
      }
    }

    @Override
    public void close() {
      context.close();
      database.close();
    }
  }
}
