package io.afterclose.portfoliorefresh.keeping;

import io.afterclose.cli.command.ExitCode;
import io.afterclose.cli.option.DatabaseOption;
import io.afterclose.database.connection.Database;
import io.afterclose.portfolio.position.Portfolio;
import io.afterclose.portfolio.position.PortfolioAuditStore;
import io.afterclose.portfolio.position.PortfolioStore;
import io.afterclose.portfoliorefresh.refresh.PortfolioOption;
import io.afterclose.run.execution.ProcessContext;
import io.afterclose.run.name.JobName;
import java.util.Optional;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import org.slf4j.LoggerFactory;
import org.springframework.jdbc.support.JdbcTransactionManager;
import org.springframework.transaction.support.TransactionTemplate;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Spec;

/**
 * A command that changes what is stated about a portfolio: in one transaction, which carries the
 * command and the reason into {@code portfolio_audit}.
 */
public abstract class KeepingCommand implements Callable<Integer> {

  private final ProcessContext process;

  @Mixin private DatabaseOption database = new DatabaseOption();
  @Spec private @Nullable CommandSpec spec;

  protected KeepingCommand(ProcessContext process) {
    this.process = process;
  }

  @Override
  public final Integer call() {
    checkOptions();
    Optional<String> reason = reason();
    try (Database opened = database.open(process, JobName.PORTFOLIO_REFRESH)) {
      String done =
          new TransactionTemplate(new JdbcTransactionManager(opened.dataSource()))
              .execute(
                  status -> {
                    new PortfolioAuditStore(opened.dataSource()).state(command(), reason);
                    String message = change(opened);
                    if (isDryRun()) {
                      status.setRollbackOnly();
                    }
                    return message;
                  });
      LoggerFactory.getLogger(getClass()).info("{}", done);
    }
    return ExitCode.DONE.code();
  }

  /** Such as {@code position close}. */
  private String command() {
    String words = spec == null ? "" : spec.qualifiedName();
    return words.substring(words.indexOf(' ') + 1);
  }

  /** Refuses wrong options before anything is opened. */
  protected void checkOptions() {}

  /** Why, as far as it was given. */
  protected abstract Optional<String> reason();

  /** Whether the change is made, told and taken back. */
  protected boolean isDryRun() {
    return false;
  }

  /**
   * Makes the change.
   *
   * @return what was done, for the log
   */
  protected abstract String change(Database opened);

  /** The environment and the clock. */
  protected final ProcessContext process() {
    return process;
  }

  /** The portfolios. */
  protected final PortfolioStore portfolios(Database opened) {
    return new PortfolioStore(opened.dataSource(), process.clock());
  }

  /** The portfolio of a name; other changes of it wait for this transaction. */
  protected final Portfolio locked(Database opened, String name) {
    PortfolioStore portfolios = portfolios(opened);
    Portfolio portfolio = PortfolioOption.named(portfolios, name);
    if (!portfolios.lock(portfolio)) {
      throw OptionValues.refused("portfolio '" + portfolio.name() + "' was deleted meanwhile");
    }
    return portfolio;
  }
}
