package io.afterclose.console.nights;

import io.afterclose.calendar.TradingCalendar;
import java.time.Instant;
import java.time.LocalDate;
import java.time.LocalDateTime;
import java.time.ZoneOffset;
import java.time.ZonedDateTime;
import java.time.format.DateTimeFormatter;
import java.util.Locale;
import org.jspecify.annotations.Nullable;

/** Dates, times of day and durations as the pages write them; a time of day names its zone. */
final class NewYorkTime {

  private static final DateTimeFormatter DAY =
      DateTimeFormatter.ofPattern("EEE d MMM uuuu", Locale.ENGLISH);
  private static final DateTimeFormatter TIME =
      DateTimeFormatter.ofPattern("EEE d MMM uuuu HH:mm:ss", Locale.ENGLISH);
  private static final DateTimeFormatter UTC =
      DateTimeFormatter.ofPattern("uuuu-MM-dd HH:mm:ss", Locale.ROOT);

  private NewYorkTime() {}

  /** {@code Tue 31 May 2022}. */
  static String day(LocalDate date) {
    return DAY.format(date);
  }

  /** {@code Tue 31 May 2022 21:04:10 New York}. */
  static String text(Instant instant) {
    return TIME.format(instant.atZone(TradingCalendar.NEW_YORK)) + " New York";
  }

  /** {@code 13:00}, a close as the exchange states it. */
  static String close(ZonedDateTime close) {
    return close.toLocalTime().toString();
  }

  /** {@code 2022-06-01 01:04:10 UTC}. */
  static String utc(Instant instant) {
    return UTC.format(instant.atOffset(ZoneOffset.UTC)) + " UTC";
  }

  /** A time of the job repository, which is UTC. */
  static @Nullable Instant instant(@Nullable LocalDateTime utc) {
    return utc == null ? null : utc.toInstant(ZoneOffset.UTC);
  }

  /** {@code 4:10}, minutes and seconds, with hours before them from one on; a dash for none. */
  static String duration(@Nullable Double seconds) {
    if (seconds == null) {
      return "–";
    }
    long whole = Math.round(Math.abs(seconds));
    String text =
        whole < 3600
            ? String.format(Locale.ROOT, "%d:%02d", whole / 60, whole % 60)
            : String.format(Locale.ROOT, "%d:%02d:%02d", whole / 3600, whole / 60 % 60, whole % 60);
    return seconds < 0 && whole > 0 ? "−" + text : text;
  }

  /** The same with a plus sign, for a difference. */
  static String difference(@Nullable Double seconds) {
    String text = duration(seconds);
    return seconds == null || seconds < 0.5 ? text : "+" + text;
  }
}
