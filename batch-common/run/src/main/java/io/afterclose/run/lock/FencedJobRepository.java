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
 * What the job repository writes for a run asks the fence too, in the transaction it is written in:
 * whoever takes over can wait for it or cut it off, and finds records that nobody changes any more.
 */
public final class FencedJobRepository implements BeanPostProcessor {

  private static final Set<String> WRITES =
      Set.of(
          "createJobInstance",
          "createJobExecution",
          "createStepExecution",
          "update",
          "updateExecutionContext",
          "deleteJobInstance",
          "deleteJobExecution",
          "deleteStepExecution");

  private final Supplier<RunFence> fence;

  public FencedJobRepository(Supplier<RunFence> fence) {
    this.fence = fence;
  }

  @Override
  public Object postProcessAfterInitialization(Object bean, String name) {
    if (bean instanceof JobRepository) {
      // behind the advice that begins the transaction, which is there already
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
