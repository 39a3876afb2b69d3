package io.afterclose.symbolbatch.provider;

import io.afterclose.market.price.ActionWindow;
import io.afterclose.quant.price.CorporateAction;
import java.time.LocalDate;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * What a provider answered.
 *
 * @param bars unchecked, in any order, duplicates as they came
 * @param actions with an ex-date in the requested range
 * @param complete the ex-dates of which these are all actions; null when there may be others
 * @param listedFrom the first day the provider has the symbol on; null when it is unknown
 * @param futureBars how many bars dated after the range were left out
 * @param unrequestedRows how many rows of symbols that were not requested were left out
 */
public record ProviderResponse(
    List<ProviderBar> bars,
    List<CorporateAction> actions,
    @Nullable ActionWindow complete,
    @Nullable LocalDate listedFrom,
    int futureBars,
    int unrequestedRows) {

  /** The answer of a provider that does not know the symbol. */
  public static final ProviderResponse NOTHING =
      new ProviderResponse(List.of(), List.of(), null, 0);

  public ProviderResponse {
    bars = List.copyOf(bars);
    actions = List.copyOf(actions);
  }

  /** The same bars with other actions. */
  public ProviderResponse withActions(List<CorporateAction> others) {
    return new ProviderResponse(bars, others, complete, listedFrom, futureBars, unrequestedRows);
  }

  /** The same without its bars. */
  public ProviderResponse withoutBars() {
    return new ProviderResponse(
        List.of(), actions, complete, listedFrom, futureBars, unrequestedRows);
  }

  /** An answer without unrequested rows, whose actions need not be all. */
  public ProviderResponse(
      List<ProviderBar> bars,
      List<CorporateAction> actions,
      @Nullable LocalDate listedFrom,
      int futureBars) {
    this(bars, actions, null, listedFrom, futureBars, 0);
  }
}
