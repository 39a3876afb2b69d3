package io.afterclose.symbolbatch.price;

import io.afterclose.symbolbatch.provider.ProviderChain.FetchResult;
import io.afterclose.symbolbatch.provider.ProviderChain.ProviderAttempt;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Function;

/**
 * What the providers other than the first have of a symbol, in their order. Each is called at most
 * once, when its answer is needed, and none that was called before the first one answered.
 */
final class OtherAnswers {

  private final Function<List<String>, FetchResult> call;
  private final Function<FetchResult, ValidatedResponse> check;
  private final List<ProviderAttempt> attempts;
  private final List<String> called = new ArrayList<>();
  private final List<ValidatedResponse> answers = new ArrayList<>();
  private boolean exhausted;

  /**
   * @param first the answer of the first provider
   * @param call calls the next provider, those of these names left out
   * @param check takes an answer through the door
   */
  OtherAnswers(
      FetchResult first,
      Function<List<String>, FetchResult> call,
      Function<FetchResult, ValidatedResponse> check) {
    this.call = call;
    this.check = check;
    this.attempts = new ArrayList<>(first.attempts());
    first.attempts().forEach(attempt -> called.add(attempt.provider()));
  }

  /**
   * One answer with bars after the other.
   *
   * @param index from 0
   * @return an answer without bars where there is none more
   */
  ValidatedResponse at(int index) {
    while (answers.size() <= index && !exhausted) {
      FetchResult next = call.apply(List.copyOf(called));
      attempts.addAll(next.attempts());
      next.attempts().forEach(attempt -> called.add(attempt.provider()));
      called.add(next.source());
      exhausted = next.answer().bars().isEmpty();
      answers.add(check.apply(next));
    }
    return answers.get(Math.min(index, answers.size() - 1));
  }

  /** Those that were called and had no bars, the ones before the first answer included. */
  List<ProviderAttempt> attempts() {
    return List.copyOf(attempts);
  }
}
