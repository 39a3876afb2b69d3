package io.afterclose.cli.option;

import static org.assertj.core.api.Assertions.assertThat;

import io.afterclose.cli.fixture.TestCommand;
import io.afterclose.cli.output.ResultTable;
import io.afterclose.database.connection.Database;
import io.afterclose.run.execution.ProcessContext;
import io.afterclose.run.name.JobName;
import io.afterclose.testkit.CommandRun;
import io.afterclose.testkit.PostgresExtension;
import java.time.Clock;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import picocli.CommandLine.Command;

final class ReadCommandTest {

  @RegisterExtension static final PostgresExtension POSTGRES = new PostgresExtension();

  @Test
  void a_result_that_does_not_fit_is_refused_in_one_sentence() {
    CommandRun run =
        TestCommand.run(
            new Everything(new ProcessContext(POSTGRES.environment(), Clock.systemUTC())));
    assertThat(run.exitCode()).isEqualTo(2);
    assertThat(run.out()).isEmpty();
    assertThat(run.err())
        .containsOnlyOnce("\n")
        .contains("does not fit into a heap of", "--portfolio", "-Xmx");
  }

  /** Reads more than the heap of any test holds. */
  @Command(name = "everything")
  private static final class Everything extends ReadCommand {

    Everything(ProcessContext process) {
      super(process, JobName.PORTFOLIO_REFRESH);
    }

    @Override
    protected ResultTable read(Database opened) {
      long[][] rows = new long[1_000][];
      for (int row = 0; row < rows.length; row++) {
        rows[row] = new long[Integer.MAX_VALUE - 8];
      }
      ResultTable table = ResultTable.of("rows");
      table.add(rows.length);
      return table;
    }
  }
}
