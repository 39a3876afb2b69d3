package io.afterclose.run.history;

import javax.sql.DataSource;
import org.springframework.batch.core.repository.JobRepository;
import org.springframework.batch.core.repository.dao.JacksonExecutionContextStringSerializer;
import org.springframework.batch.core.repository.support.JdbcJobRepositoryFactoryBean;
import org.springframework.jdbc.support.JdbcTransactionManager;

/** The job repository without the jobs: for looking into what a restart would find. */
public final class JobRepositories {

  private JobRepositories() {}

  /** The repository in a database, as the runs write it. */
  public static JobRepository in(DataSource dataSource) {
    try {
      JdbcJobRepositoryFactoryBean factory = new JdbcJobRepositoryFactoryBean();
      factory.setDataSource(dataSource);
      factory.setSerializer(new JacksonExecutionContextStringSerializer());
      factory.setTransactionManager(new JdbcTransactionManager(dataSource));
      factory.afterPropertiesSet();
      return factory.getObject();
    } catch (Exception unusable) {
      throw new IllegalStateException("the job repository cannot be looked into", unusable);
    }
  }
}
