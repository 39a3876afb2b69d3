package io.afterclose.symbolbatch.provider.json;

import io.afterclose.quant.price.CorporateAction;
import io.afterclose.symbolbatch.provider.PriceRequest;
import io.afterclose.symbolbatch.provider.ProviderBar;
import io.afterclose.symbolbatch.provider.ProviderFailure;
import io.afterclose.symbolbatch.provider.ProviderFailure.Kind;
import io.afterclose.symbolbatch.provider.ProviderResponse;
import io.afterclose.symbolbatch.provider.SplitAdjustments;
import io.afterclose.symbolbatch.provider.http.HttpCaller;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JsonNode;

/** Gathers the requested rows of an answer, and counts the others. */
public final class Bars {

  private final PriceRequest request;
  private final LocalDate newestRequested;
  private final List<ProviderBar> wanted = new ArrayList<>();
  private LocalDate newest = LocalDate.MIN;
  private int futureBars;
  private int unrequestedRows;

  public Bars(PriceRequest request) {
    this(request, request.to());
  }

  /**
   * For a provider that is asked for later days too.
   *
   * @param newestRequested days up to this one are left out without being counted
   */
  public Bars(PriceRequest request, LocalDate newestRequested) {
    this.request = request;
    this.newestRequested = newestRequested;
  }

  /**
   * @param date empty when the row's date cannot be read
   * @param written the date as answered
   */
  public void add(Optional<LocalDate> date, JsonNode written, JsonFields.Bar fields) {
    date.filter(day -> day.isAfter(newest)).ifPresent(day -> newest = day);
    if (date.isEmpty()) {
      String text = JsonFields.text(written);
      wanted.add(new ProviderBar.MalformedBar(text, "date", text));
    } else if (request.covers(date.get())) {
      wanted.addAll(fields.on(date.get()));
    } else if (date.get().isAfter(newestRequested)) {
      futureBars++;
    }
  }

  /**
   * Refuses an answer whose days are shifted: what has not been traded yet has no price.
   *
   * @param today in New York
   */
  public void rejectFutureBars(HttpCaller caller, LocalDate today) throws ProviderFailure {
    if (newest.isAfter(today)) {
      throw caller.failure(
          Kind.BAD_BODY,
          "%s: a bar of %s was answered on %s".formatted(request.symbol(), newest, today));
    }
  }

  public void unrequestedRow() {
    unrequestedRows++;
  }

  public boolean empty() {
    return wanted.isEmpty();
  }

  /**
   * The answer as traded, with all actions of the requested ex-dates.
   *
   * @param applied every split by which the provider has divided what it answered; none when it
   *     answers as traded
   * @param asAnswered actions in the range on the same basis as the bars; dividends are turned back
   *     with them
   * @param asPaid further actions in the range that need no turning back
   */
  public ProviderResponse answer(
      List<CorporateAction> applied,
      List<CorporateAction> asAnswered,
      List<CorporateAction> asPaid,
      @Nullable LocalDate listedFrom) {
    SplitAdjustments splits = SplitAdjustments.among(applied);
    return new ProviderResponse(
        wanted.stream().map(splits::asTraded).toList(),
        Stream.concat(asAnswered.stream().map(splits::asPaid), asPaid.stream()).toList(),
        request.actionWindow(),
        listedFrom,
        futureBars,
        unrequestedRows);
  }

  /** An answer that may have no bars and has no actions. */
  public ProviderResponse alone() {
    return new ProviderResponse(wanted, List.of(), null, null, futureBars, unrequestedRows);
  }
}
