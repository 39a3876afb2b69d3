package io.afterclose.symbolbatch.price;

import io.afterclose.symbolbatch.provider.ProviderChain.Answered;
import io.afterclose.symbolbatch.provider.ProviderChain.PassedOver;
import io.afterclose.symbolbatch.provider.ProviderFailure;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;

/**
 * Why a symbol has no answer.
 *
 * @param kind what it means for the symbol
 * @param reason who was asked and what each said; without keys
 */
record NoData(Kind kind, String reason) {

  /** What it means that nobody answered. */
  enum Kind {
    /** Everybody who was asked answered that it knows nothing. */
    UNKNOWN,
    /** Nobody could be reached; the same question may be answered soon. */
    ALL_DOWN,
    /** Somebody failed, so nothing is known. */
    FAILED
  }

  private static final Set<ProviderFailure.Kind> DOWN =
      Set.of(
          ProviderFailure.Kind.TIMEOUT,
          ProviderFailure.Kind.RATE_LIMITED,
          ProviderFailure.Kind.SERVER_ERROR,
          ProviderFailure.Kind.UNREACHABLE,
          ProviderFailure.Kind.BREAKER_OPEN);

  /** Nobody knows the symbol. */
  boolean unknown() {
    return kind == Kind.UNKNOWN;
  }

  /** Nobody could be reached. */
  boolean allDown() {
    return kind == Kind.ALL_DOWN;
  }

  /** Empty when somebody had bars. */
  static Optional<NoData> of(Answered answered) {
    return answered.answer().bars().isEmpty()
        ? Optional.of(new NoData(kind(answered.passedOver()), reason(answered.passedOver())))
        : Optional.empty();
  }

  private static Kind kind(List<PassedOver> asked) {
    if (asked.stream().allMatch(one -> one.failure().isEmpty())) {
      return Kind.UNKNOWN;
    }
    return asked.stream().allMatch(one -> one.failure().filter(DOWN::contains).isPresent())
        ? Kind.ALL_DOWN
        : Kind.FAILED;
  }

  private static String reason(List<PassedOver> asked) {
    return asked.isEmpty()
        ? "there is no provider for its kind"
        : asked.stream()
            .map(one -> one.provider() + ": " + one.reason())
            .collect(Collectors.joining("; "));
  }
}
