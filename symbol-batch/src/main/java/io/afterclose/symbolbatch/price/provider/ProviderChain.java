package io.afterclose.symbolbatch.price.provider;

import java.util.List;

/** Providers in the order in which they are asked; the first that knows something answers. */
public final class ProviderChain {

  private final List<PriceProvider> providers;

  public ProviderChain(List<PriceProvider> providers) {
    if (providers.isEmpty()) {
      throw new IllegalArgumentException("a chain needs at least one provider");
    }
    this.providers = List.copyOf(providers);
  }

  /**
   * Who answered, and what.
   *
   * @param source the provider's name; of the last one asked when nobody knew anything
   */
  public record Answered(String source, ProviderAnswer answer) {}

  /** Asks one provider after the other until one has bars. */
  public Answered fetch(PriceRequest request) {
    Answered answered = new Answered("", ProviderAnswer.NOTHING);
    for (PriceProvider provider : providers) {
      answered = new Answered(provider.name(), provider.fetch(request));
      if (!answered.answer().bars().isEmpty()) {
        break;
      }
    }
    return answered;
  }
}
