package io.afterclose.symbolbatch.price;

import io.afterclose.market.price.PriceGap;
import io.afterclose.market.price.PriceRow;
import io.afterclose.quant.price.Sessions;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import java.util.function.Function;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * The sessions that an answer leaves out, filled by the providers that come next.
 *
 * <p>They are called when the target date or one of the five sessions before it is left out; older
 * ones alone are no reason, since a session that everybody lacks would be asked for each night as
 * long as it is in the lookback. What comes then fills the older ones too.
 */
final class LeftOutSessions {

  private final PriceGapRequest wanted;
  private final LocalDate firstProvisional;
  private final OtherAnswers others;
  private final List<String> reasons = new ArrayList<>();

  /**
   * @param firstProvisional the oldest session whose absence alone is a reason to call others
   */
  LeftOutSessions(PriceGapRequest wanted, LocalDate firstProvisional, OtherAnswers others) {
    this.wanted = wanted;
    this.firstProvisional = firstProvisional;
    this.others = others;
  }

  /**
   * What stands after the next providers were called for what is left out.
   *
   * @param first the answer of the first provider
   * @param standing what stands of it so far
   */
  CrossCheck fill(ValidatedResponse first, CrossCheck standing) {
    CrossCheck filled = standing;
    reasons.add(first.source() + " has no usable price of " + date());
    for (int index = 0; worthCalling(filled.rows()); index++) {
      ValidatedResponse next = others.at(index);
      if (next.answer().bars().isEmpty()) {
        break;
      }
      filled = fill(filled, next);
    }
    return filled;
  }

  private CrossCheck fill(CrossCheck standing, ValidatedResponse next) {
    boolean agrees = standing.agreesWith(next, wanted.gap().storedCloses());
    reasons.add(
        next.source()
            + (agrees
                ? " has no usable price of " + date()
                : " does not agree with it on three sessions"));
    return agrees
        ? standing.filledFrom(
            next, wanted.symbol().symbol(), leftOut(standing.rows(), LocalDate.MIN))
        : standing;
  }

  /** Why the target date has no price; empty when it has one. */
  Optional<NoData> reason(List<PriceRow> rows) {
    if (!leftOut(rows, date()).contains(date())) {
      return Optional.empty();
    }
    List<String> all = new ArrayList<>(reasons);
    others.attempts().forEach(attempt -> all.add(attempt.provider() + ": " + attempt.reason()));
    return Optional.of(new NoData(NoData.Kind.LEFT_OUT, String.join("; ", all)));
  }

  private LocalDate date() {
    return wanted.sessions().last();
  }

  private boolean worthCalling(List<PriceRow> rows) {
    return !leftOut(rows, firstProvisional).isEmpty();
  }

  /**
   * The sessions without a price since the symbol's first one, the target date always.
   *
   * @param from sessions before this day are not looked at
   */
  private Set<LocalDate> leftOut(List<PriceRow> rows, LocalDate from) {
    PriceGap gap = wanted.gap();
    Sessions sessions = wanted.sessions();
    @Nullable LocalDate firstPriced =
        gap.previousDate() != null ? gap.previousDate() : firstPriced(rows);
    Set<LocalDate> leftOut = new TreeSet<>();
    for (int index = sessions.ceilingIndex(from); index < sessions.size(); index++) {
      LocalDate session = sessions.at(index);
      boolean inGap = firstPriced != null && session.isAfter(firstPriced);
      if ((inGap && !session.isBefore(gap.firstMissing())) || session.equals(sessions.last())) {
        leftOut.add(session);
      }
    }
    rows.forEach(row -> leftOut.remove(row.bar().date()));
    leftOut.removeIf(
        session -> gap.storedCloses().containsKey(session) || gap.finalDates().contains(session));
    return leftOut;
  }

  private @Nullable LocalDate firstPriced(List<PriceRow> rows) {
    return Stream.of(
            rows.stream().map(row -> row.bar().date()),
            wanted.gap().storedCloses().keySet().stream(),
            wanted.gap().finalDates().stream())
        .flatMap(Function.identity())
        .min(Comparator.naturalOrder())
        .orElse(null);
  }
}
