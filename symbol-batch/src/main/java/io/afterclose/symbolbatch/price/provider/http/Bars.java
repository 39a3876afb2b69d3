package io.afterclose.symbolbatch.price.provider.http;

import io.afterclose.quant.price.CorporateAction;
import io.afterclose.symbolbatch.price.provider.AnsweredBar;
import io.afterclose.symbolbatch.price.provider.LaterSplits;
import io.afterclose.symbolbatch.price.provider.PriceRequest;
import io.afterclose.symbolbatch.price.provider.ProviderAnswer;
import io.afterclose.symbolbatch.price.provider.ProviderFailure;
import io.afterclose.symbolbatch.price.provider.ProviderFailure.Kind;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JsonNode;

/** Gathers the rows of an answer that were asked for, and counts the others. */
final class Bars {

  private final PriceRequest request;
  private final List<AnsweredBar> wanted = new ArrayList<>();
  private LocalDate newest = LocalDate.MIN;
  private int later;
  private int strangers;

  Bars(PriceRequest request) {
    this.request = request;
  }

  /**
   * @param date empty when the row's date cannot be read
   * @param written the date as answered
   */
  void add(Optional<LocalDate> date, JsonNode written, JsonFields.Bar fields) {
    date.filter(day -> day.isAfter(newest)).ifPresent(day -> newest = day);
    if (date.isEmpty()) {
      String text = JsonFields.text(written);
      wanted.add(new AnsweredBar.Illegible(text, "date", text));
    } else if (request.covers(date.get())) {
      wanted.addAll(fields.on(date.get()));
    } else if (date.get().isAfter(request.to())) {
      later++;
    }
  }

  /**
   * Refuses an answer whose days are shifted: what has not been traded yet has no price.
   *
   * @param today in New York
   */
  void refuseFuture(HttpCaller caller, LocalDate today) throws ProviderFailure {
    if (newest.isAfter(today)) {
      throw caller.failure(
          Kind.BAD_BODY,
          "%s: a bar of %s was answered on %s".formatted(request.symbol(), newest, today));
    }
  }

  void stranger() {
    strangers++;
  }

  boolean empty() {
    return wanted.isEmpty();
  }

  /**
   * The answer as traded.
   *
   * @param applied every split by which the provider has divided what it answered; none when it
   *     answers as traded
   * @param asAnswered actions in the range on the same basis as the bars; dividends are turned back
   *     with them
   * @param asPaid further actions in the range that need no turning back
   */
  ProviderAnswer answer(
      List<CorporateAction> applied,
      List<CorporateAction> asAnswered,
      List<CorporateAction> asPaid,
      @Nullable LocalDate listedFrom) {
    LaterSplits splits = LaterSplits.among(applied);
    return new ProviderAnswer(
        wanted.stream().map(splits::asTraded).toList(),
        Stream.concat(asAnswered.stream().map(splits::asPaid), asPaid.stream()).toList(),
        listedFrom,
        later,
        strangers);
  }

  /** An answer that may have no bars and has no actions. */
  ProviderAnswer alone() {
    return answer(List.of(), List.of(), List.of(), null);
  }
}
