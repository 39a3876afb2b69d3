package io.afterclose.symbolbatch.provider;

import io.afterclose.market.universe.AssetKind;
import java.util.ArrayList;
import java.util.Collections;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * Providers in the order in which they are asked, which may differ by kind of asset; the first that
 * has bars answers.
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
   * @param orders a kind that is missing or has an empty list is asked of nobody
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
   * Who was asked and gave no bars.
   *
   * @param provider its name
   * @param failure what kind of failure; empty when it answered that it knows nothing
   * @param reason fit to be shown, without keys
   */
  public record PassedOver(
      String provider, Optional<ProviderFailure.Kind> failure, String reason) {}

  /**
   * Who answered, and what.
   *
   * @param source the provider's name; of the last one asked when nobody had bars, empty when there
   *     was nobody to ask
   * @param passedOver those that were asked before, in their order; all of them when nobody had
   *     bars
   */
  public record Answered(String source, ProviderResponse answer, List<PassedOver> passedOver) {

    public Answered {
      passedOver = List.copyOf(passedOver);
    }
  }

  /**
   * Asks one provider after the other until one has bars. Never throws for what a provider does;
   * after an interruption nobody else is asked, and the thread's flag stays set.
   */
  public Answered fetch(PriceRequest request) {
    return ask(request, orders.getOrDefault(request.kind(), List.of()));
  }

  /**
   * Asks the others, beginning with the one that comes next: for a second opinion on the values of
   * one, or because they were rejected.
   *
   * @param source the name of the one that answered before
   */
  public Answered fetchFromOthers(String source, PriceRequest request) {
    List<PriceProvider> order = orders.getOrDefault(request.kind(), List.of());
    List<PriceProvider> others = new ArrayList<>();
    int next = 0;
    for (PriceProvider provider : order) {
      if (provider.name().equals(source)) {
        next = others.size();
      } else {
        others.add(provider);
      }
    }
    Collections.rotate(others, -next);
    return ask(request, others);
  }

  private static Answered ask(PriceRequest request, List<PriceProvider> order) {
    List<PassedOver> passedOver = new ArrayList<>();
    ProviderResponse most = null;
    String last = "";
    for (PriceProvider provider : order) {
      last = provider.name();
      try {
        ProviderResponse answer = provider.fetch(request);
        if (!answer.bars().isEmpty()) {
          return new Answered(last, answer, passedOver);
        }
        most = moreTelling(most, answer);
        passedOver.add(
            new PassedOver(last, Optional.empty(), "knows no prices of " + asked(request)));
      } catch (ProviderFailure failure) {
        passedOver.add(
            new PassedOver(
                last, Optional.of(failure.kind()), String.valueOf(failure.getMessage())));
        if (failure.kind() == ProviderFailure.Kind.INTERRUPTED) {
          break;
        }
      }
    }
    return new Answered(last, most == null ? ProviderResponse.NOTHING : most, passedOver);
  }

  /** An answer without bars may still tell since when a symbol is listed. */
  private static ProviderResponse moreTelling(
      @Nullable ProviderResponse one, ProviderResponse other) {
    return one == null || one.listedFrom() == null ? other : one;
  }

  private static String asked(PriceRequest request) {
    return request.symbol() + " from " + request.from() + " to " + request.to();
  }
}
