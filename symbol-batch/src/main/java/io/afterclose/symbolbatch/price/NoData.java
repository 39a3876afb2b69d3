package io.afterclose.symbolbatch.price;

import io.afterclose.symbolbatch.provider.ProviderChain.FetchResult;
import io.afterclose.symbolbatch.provider.ProviderChain.ProviderAttempt;
import io.afterclose.symbolbatch.provider.ProviderFailure;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;

/**
 * Why a symbol has no answer, or none for the target date.
 *
 * @param kind what it means for the symbol
 * @param reason the providers that were called and the answer of each; without keys
 */
record NoData(Kind kind, String reason) {

  /** What it means that no provider had bars. */
  enum Kind {
    /** Every provider that was called answered that it knows nothing. */
    UNKNOWN,
    /** No provider could be reached; the same request may be answered soon. */
    ALL_DOWN,
    /** A provider failed, so nothing is known. */
    FAILED,
    /** There is no provider for the kind, so nothing is known. */
    NO_PROVIDER,
    /** The symbol is known, and no provider that could be asked has its price of the date. */
    LEFT_OUT,
    /** A defect of the program met the symbol's data; the log has its trace. */
    INTERNAL_ERROR
  }

  private static final Set<ProviderFailure.Kind> DOWN =
      Set.of(
          ProviderFailure.Kind.TIMEOUT,
          ProviderFailure.Kind.RATE_LIMITED,
          ProviderFailure.Kind.SERVER_ERROR,
          ProviderFailure.Kind.UNREACHABLE,
          ProviderFailure.Kind.BREAKER_OPEN);

  /** No provider knows the symbol. */
  boolean unknown() {
    return kind == Kind.UNKNOWN;
  }

  /** No provider could be reached. */
  boolean allDown() {
    return kind == Kind.ALL_DOWN;
  }

  /** The reason of the symbol's failure row. */
  String failureReason() {
    return switch (kind) {
      case UNKNOWN, LEFT_OUT -> "NO_PRICE";
      case ALL_DOWN -> CollectPrices.PROVIDERS_DOWN;
      case FAILED -> "PROVIDER_FAILED";
      case NO_PROVIDER -> CollectPrices.NO_PROVIDER;
      case INTERNAL_ERROR -> "INTERNAL_ERROR";
    };
  }

  /** Empty when a provider had bars. */
  static Optional<NoData> of(FetchResult answered) {
    return answered.answer().bars().isEmpty()
        ? Optional.of(new NoData(kind(answered.attempts()), reason(answered.attempts())))
        : Optional.empty();
  }

  private static Kind kind(List<ProviderAttempt> attempts) {
    if (attempts.isEmpty()) {
      return Kind.NO_PROVIDER;
    }
    if (attempts.stream().allMatch(attempt -> attempt.failure().isEmpty())) {
      return Kind.UNKNOWN;
    }
    return attempts.stream()
            .allMatch(attempt -> attempt.failure().filter(DOWN::contains).isPresent())
        ? Kind.ALL_DOWN
        : Kind.FAILED;
  }

  private static String reason(List<ProviderAttempt> attempts) {
    return attempts.isEmpty()
        ? "there is no provider for its kind"
        : attempts.stream()
            .map(attempt -> attempt.provider() + ": " + attempt.reason())
            .collect(Collectors.joining("; "));
  }
}
