package io.afterclose.run.lock;

import java.lang.reflect.Method;
import java.util.Set;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;
import org.springframework.aop.MethodBeforeAdvice;
import org.springframework.aop.framework.Advised;
import org.springframework.batch.core.repository.JobRepository;
import org.springframework.beans.factory.config.BeanPostProcessor;

/**
 * Checks the fence before each write of the job repository, in the transaction of that write: a
 * process that takes over can wait for it or terminate it, and then finds records that no longer
 * change. The methods of {@link JobRepository} are classified by name; a test compares both lists
 * with the interface, so that a method of a later Spring Batch cannot write unfenced.
 */
public final class FencedJobRepository implements BeanPostProcessor {

  static final Set<String> WRITES =
      Set.of(
          "createJobInstance",
          "createJobExecution",
          "createStepExecution",
          "update",
          "updateExecutionContext",
          "deleteJobInstance",
          "deleteJobExecution",
          "deleteStepExecution");

  static final Set<String> READS =
      Set.of(
          "getJobNames",
          "getJobInstances",
          "findJobInstances",
          "findJobInstancesByJobName",
          "findJobInstancesByName",
          "isJobInstanceExists",
          "getJobInstance",
          "getLastJobInstance",
          "getJobInstanceCount",
          "getJobExecution",
          "getJobExecutions",
          "findJobExecutions",
          "getLastJobExecution",
          "findRunningJobExecutions",
          "getStepExecution",
          "getLastStepExecution",
          "getStepExecutionCount");

  private final Supplier<RunFence> fence;

  public FencedJobRepository(Supplier<RunFence> fence) {
    this.fence = fence;
  }

  @Override
  public Object postProcessAfterInitialization(Object bean, String name) {
    if (bean instanceof JobRepository) {
      // runs inside the advice that begins the transaction, which was added first
      ((Advised) bean).addAdvice((MethodBeforeAdvice) this::before);
    }
    return bean;
  }

  private void before(Method method, @Nullable Object[] arguments, @Nullable Object target) {
    if (WRITES.contains(method.getName())) {
      fence.get().checkRecords();
    }
  }
}
