package io.afterclose.symbolbatch.price;

import io.afterclose.quant.symbol.Symbol;
import io.afterclose.run.lock.FencedTransaction;
import io.afterclose.symbolbatch.provider.ProfileProvider;
import io.afterclose.symbolbatch.provider.ProviderFailure;
import io.afterclose.symbolbatch.session.SessionRun;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.batch.core.BatchStatus;
import org.springframework.batch.core.ExitStatus;
import org.springframework.batch.core.listener.StepExecutionListener;
import org.springframework.batch.core.step.StepExecution;

/**
 * Requests the profiles that symbols lack, when the prices of the run are stored. It begins no
 * request after two minutes, and nothing that happens here fails the run: what is left is requested
 * by the next one.
 */
final class CompleteProfiles implements StepExecutionListener {

  private static final Logger LOG = LoggerFactory.getLogger(CompleteProfiles.class);

  /** Lists of 50 need seconds; symbol by symbol at 5 a second these are 600. */
  private static final Duration MAX_TIME = Duration.ofMinutes(2);

  /** So many refusals without any answer say that the key is refused, not a symbol. */
  private static final int MAX_REFUSALS = 5;

  private final SessionRun run;
  private final ProfileProvider provider;
  private final MissingProfiles missing;
  private final FencedTransaction fenced;
  private final Clock clock;

  private final Deque<Symbol> waiting = new ArrayDeque<>();
  private final List<Symbol> refused = new ArrayList<>();
  private int known;

  CompleteProfiles(
      SessionRun run,
      ProfileProvider provider,
      MissingProfiles missing,
      FencedTransaction fenced,
      Clock clock) {
    this.run = run;
    this.provider = provider;
    this.missing = missing;
    this.fenced = fenced;
    this.clock = clock;
  }

  @Override
  public ExitStatus afterStep(StepExecution step) {
    if (step.getStatus() == BatchStatus.COMPLETED) {
      try {
        complete(step);
      } catch (ProviderFailure failure) {
        LOG.warn("no more profiles in this run: {}", failure.getMessage());
      } catch (RuntimeException defect) {
        LOG.error("no more profiles in this run; its prices are complete", defect);
      }
    }
    return step.getExitStatus();
  }

  private void complete(StepExecution step) throws ProviderFailure {
    waiting.addAll(missing.of(run));
    int wanted = waiting.size();
    Instant end = clock.instant().plus(MAX_TIME);
    while (!waiting.isEmpty() && !step.isTerminateOnly() && clock.instant().isBefore(end)) {
      request();
    }
    if (known > 0) {
      fenced.write(() -> missing.store(Map.of(), refused, provider.name()));
    }
    if (wanted > 0) {
      LOG.info(
          "profiles from {}: {} of {} known, {} left to the next run",
          provider.name(),
          known,
          wanted,
          waiting.size());
    }
  }

  private void request() throws ProviderFailure {
    List<Symbol> batch =
        Stream.generate(waiting::removeFirst)
            .limit(Math.min(waiting.size(), provider.batchSize()))
            .toList();
    try {
      ProfileProvider.Answer answer = provider.profiles(batch);
      List<Symbol> answered =
          batch.stream().filter(symbol -> !answer.unanswered().contains(symbol)).toList();
      fenced.write(() -> missing.store(answer.known(), answered, provider.name()));
      known += answer.known().size();
      waiting.addAll(answer.unanswered());
    } catch (ProviderFailure failure) {
      refused.addAll(batch);
      if (failure.kind() != ProviderFailure.Kind.REFUSED
          || (known == 0 && refused.size() >= MAX_REFUSALS)) {
        throw failure;
      }
    }
  }
}
