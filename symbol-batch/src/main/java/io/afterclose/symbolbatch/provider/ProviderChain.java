package io.afterclose.symbolbatch.provider;

import io.afterclose.market.universe.AssetKind;
import io.afterclose.quant.symbol.Symbol;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Collections;
import java.util.EnumMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * Providers in the order in which they are called, which may differ by kind of asset; the first
 * that has bars answers.
 */
public final class ProviderChain {

  private final Map<AssetKind, List<PriceProvider>> orders;

  /** The same order for every kind. */
  public ProviderChain(List<PriceProvider> providers) {
    this(sameForAll(providers));
  }

  private ProviderChain(Map<AssetKind, List<PriceProvider>> orders) {
    this.orders = orders;
  }

  /**
   * An order by kind.
   *
   * @param orders a kind that is missing or has an empty list has no provider
   */
  public static ProviderChain of(Map<AssetKind, List<PriceProvider>> orders) {
    if (orders.values().stream().allMatch(List::isEmpty)) {
      throw new IllegalArgumentException("a chain needs at least one provider");
    }
    Map<AssetKind, List<PriceProvider>> copy = new EnumMap<>(AssetKind.class);
    orders.forEach((kind, providers) -> copy.put(kind, List.copyOf(providers)));
    return new ProviderChain(copy);
  }

  private static Map<AssetKind, List<PriceProvider>> sameForAll(List<PriceProvider> providers) {
    if (providers.isEmpty()) {
      throw new IllegalArgumentException("a chain needs at least one provider");
    }
    Map<AssetKind, List<PriceProvider>> orders = new EnumMap<>(AssetKind.class);
    for (AssetKind kind : AssetKind.values()) {
      orders.put(kind, List.copyOf(providers));
    }
    return orders;
  }

  /**
   * A provider that was called and gave no bars.
   *
   * @param provider its name
   * @param failure what kind of failure; empty when it answered that it knows nothing
   * @param reason fit to be shown, without keys
   */
  public record ProviderAttempt(
      String provider, Optional<ProviderFailure.Kind> failure, String reason) {}

  /**
   * The provider that answered, and its answer.
   *
   * @param source the provider's name; of the last one when none had bars, empty when there was
   *     none
   * @param attempts those that were called before, in their order; all of them when none had bars
   */
  public record FetchResult(
      String source, ProviderResponse answer, List<ProviderAttempt> attempts) {

    public FetchResult {
      attempts = List.copyOf(attempts);
    }

    /** The same result with another answer. */
    public FetchResult with(ProviderResponse other) {
      return new FetchResult(source, other, attempts);
    }
  }

  /**
   * Asks one provider after the other until one has bars. Never throws for what a provider does;
   * after an interruption no other is called, and the thread's flag stays set.
   */
  public FetchResult fetch(PriceRequest request) {
    return ask(request, orders.getOrDefault(request.kind(), List.of()));
  }

  /**
   * Asks the others, beginning with the one that comes next: for a second opinion on the values of
   * one, because they were rejected, or because sessions are left out.
   *
   * @param source the name of the one that answered before
   * @param called the names of those that are not called again
   */
  public FetchResult fetchFromOthers(
      String source, Collection<String> called, PriceRequest request) {
    List<PriceProvider> others = new ArrayList<>(orders.getOrDefault(request.kind(), List.of()));
    Collections.rotate(others, -1 - place(request.kind(), source));
    others.removeIf(provider -> provider.name().equals(source) || called.contains(provider.name()));
    return ask(request, others);
  }

  /** The providers of a kind in the order in which they are called. */
  public List<PriceProvider> order(AssetKind kind) {
    return orders.getOrDefault(kind, List.of());
  }

  /** The rows that its providers hold besides those of the symbols. */
  public IgnoredRows besides(Set<Symbol> symbols) {
    long unrequested = 0;
    Map<String, Long> noSymbols = new LinkedHashMap<>();
    for (PriceProvider provider : distinct()) {
      IgnoredRows ignored = provider.besides(symbols);
      unrequested += ignored.unrequested();
      ignored.noSymbols().forEach((text, rows) -> noSymbols.merge(text, rows, Long::sum));
    }
    return new IgnoredRows(unrequested, noSymbols);
  }

  private List<PriceProvider> distinct() {
    return orders.values().stream().flatMap(List::stream).distinct().toList();
  }

  /**
   * The place of a provider in the order for a kind, from 1; one that is not in it comes last.
   *
   * @param source its name
   */
  public int rank(AssetKind kind, String source) {
    int place = place(kind, source);
    return 1 + (place < 0 ? orders.getOrDefault(kind, List.of()).size() : place);
  }

  /** From 0; -1 for one that is not in the order. */
  private int place(AssetKind kind, String source) {
    return orders.getOrDefault(kind, List.of()).stream()
        .map(PriceProvider::name)
        .toList()
        .indexOf(source);
  }

  /** What went wrong, without the provider's name before it: an attempt has the name already. */
  private static String toldOf(String provider, ProviderFailure failure) {
    String message = String.valueOf(failure.getMessage());
    String name = provider + ": ";
    return message.startsWith(name) ? message.substring(name.length()) : message;
  }

  private static FetchResult ask(PriceRequest request, List<PriceProvider> order) {
    List<ProviderAttempt> attempts = new ArrayList<>();
    ProviderResponse best = null;
    String last = "";
    for (PriceProvider provider : order) {
      last = provider.name();
      try {
        ProviderResponse answer = provider.fetch(request);
        if (!answer.bars().isEmpty()) {
          return new FetchResult(last, answer, attempts);
        }
        best = moreInformative(best, answer);
        attempts.add(
            new ProviderAttempt(last, Optional.empty(), "knows no prices of " + describe(request)));
      } catch (ProviderFailure failure) {
        attempts.add(new ProviderAttempt(last, Optional.of(failure.kind()), toldOf(last, failure)));
        if (failure.kind() == ProviderFailure.Kind.INTERRUPTED) {
          break;
        }
      }
    }
    return new FetchResult(last, best == null ? ProviderResponse.NOTHING : best, attempts);
  }

  /** An answer without bars may still say since when a symbol is listed. */
  private static ProviderResponse moreInformative(
      @Nullable ProviderResponse first, ProviderResponse second) {
    return first == null || first.listedFrom() == null ? second : first;
  }

  private static String describe(PriceRequest request) {
    return request.symbol() + " from " + request.from() + " to " + request.to();
  }
}
