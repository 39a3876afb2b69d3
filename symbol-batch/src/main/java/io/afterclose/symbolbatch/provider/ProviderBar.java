package io.afterclose.symbolbatch.provider;

import java.math.BigDecimal;
import java.time.LocalDate;
import java.time.format.DateTimeParseException;
import java.util.Comparator;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** A bar as a provider answered it, before anybody looked whether it can be true. */
public sealed interface ProviderBar {

  /** The day it is of; empty where its date is none. */
  Optional<LocalDate> day();

  /**
   * Its numbers are numbers; USD as traded, volume in shares or contracts.
   *
   * @param open null when not given, as the others but close
   */
  record RawBar(
      LocalDate date,
      @Nullable BigDecimal open,
      @Nullable BigDecimal high,
      @Nullable BigDecimal low,
      BigDecimal close,
      @Nullable BigDecimal volume)
      implements ProviderBar {

    private static final Comparator<@Nullable BigDecimal> ABSENT_FIRST =
        Comparator.nullsFirst(Comparator.naturalOrder());

    /**
     * Which of two bars of one day is kept: the greater in this order. It looks at values only, so
     * the order in which they came never matters.
     */
    public static final Comparator<RawBar> PREFERENCE =
        Comparator.comparing(RawBar::volume, ABSENT_FIRST)
            .thenComparing(RawBar::close)
            .thenComparing(RawBar::open, ABSENT_FIRST)
            .thenComparing(RawBar::high, ABSENT_FIRST)
            .thenComparing(RawBar::low, ABSENT_FIRST);

    @Override
    public Optional<LocalDate> day() {
      return Optional.of(date);
    }
  }

  /**
   * A field of it is no date or no number.
   *
   * @param date as answered
   * @param field which field
   * @param text what stood there
   */
  record MalformedBar(String date, String field, String text) implements ProviderBar {

    @Override
    public Optional<LocalDate> day() {
      try {
        return Optional.of(LocalDate.parse(date));
      } catch (DateTimeParseException none) {
        return Optional.empty();
      }
    }
  }
}
