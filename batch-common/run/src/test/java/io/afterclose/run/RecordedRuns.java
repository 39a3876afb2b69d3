package io.afterclose.run;

import java.time.LocalDateTime;
import javax.sql.DataSource;
import org.springframework.batch.core.BatchStatus;
import org.springframework.batch.core.job.JobExecution;
import org.springframework.batch.core.job.JobInstance;
import org.springframework.batch.core.job.parameters.JobParameters;
import org.springframework.batch.core.repository.JobRepository;
import org.springframework.batch.core.repository.support.JdbcJobRepositoryFactoryBean;
import org.springframework.batch.core.step.StepExecution;
import org.springframework.batch.infrastructure.item.ExecutionContext;
import org.springframework.jdbc.support.JdbcTransactionManager;

/** Runs as the job repository has them after nights that nobody ran. */
public final class RecordedRuns {

  private final JobRepository repository;

  public RecordedRuns(DataSource dataSource) {
    try {
      JdbcJobRepositoryFactoryBean factory = new JdbcJobRepositoryFactoryBean();
      factory.setDataSource(dataSource);
      factory.setTransactionManager(new JdbcTransactionManager(dataSource));
      factory.afterPropertiesSet();
      repository = factory.getObject();
    } catch (Exception unusable) {
      throw new IllegalStateException("no job repository", unusable);
    }
  }

  /** The repository they are recorded in. */
  public JobRepository repository() {
    return repository;
  }

  /** An execution with one step that ended so, then; gives its key. */
  public long ended(JobName job, RunParameters run, BatchStatus status, LocalDateTime when) {
    JobExecution execution = begun(job, run);
    execution.setStartTime(when);
    execution.setEndTime(when);
    execution.setStatus(status);
    repository.update(execution);
    return execution.getId();
  }

  /** An execution that is still at work. */
  public JobExecution begun(JobName job, RunParameters run) {
    JobParameters parameters = run.toJobParameters();
    JobInstance instance = repository.getJobInstance(job.text(), parameters);
    JobExecution execution =
        repository.createJobExecution(
            instance == null ? repository.createJobInstance(job.text(), parameters) : instance,
            parameters,
            new ExecutionContext());
    StepExecution step = repository.createStepExecution("prices", execution);
    repository.update(step);
    return execution;
  }
}
