package io.afterclose.symbolbatch.provider.json;

import io.afterclose.symbolbatch.provider.ProviderBar;
import java.math.BigDecimal;
import java.time.DateTimeException;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneId;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JsonNode;

/** Reads what may stand in a provider's field, and never trips over what should not. */
public final class JsonFields {

  /** A double has 24 characters at most; reading a number of millions would take minutes. */
  private static final int LONGEST_NUMBER = 40;

  private static final int LONGEST_TEXT = 10_000;

  private JsonFields() {}

  /** The number, a quoted one too; null for everything else, NaN and Infinity included. */
  public static @Nullable BigDecimal number(JsonNode field) {
    String text = text(field);
    if (!(field.isNumber() || field.isString()) || text.length() > LONGEST_NUMBER) {
      return null;
    }
    try {
      return new BigDecimal(text);
    } catch (NumberFormatException none) {
      return null;
    }
  }

  /** The text of a scalar; what stands there, cut short, for everything else. */
  public static String text(JsonNode field) {
    String text = field.isValueNode() && !field.isNull() ? field.asString("") : field.toString();
    return text.substring(0, Math.min(LONGEST_TEXT, text.length()));
  }

  public static boolean absent(JsonNode field) {
    return field.isNull() || field.isMissingNode();
  }

  public static Optional<LocalDate> date(JsonNode field) {
    try {
      return field.isString() ? Optional.of(LocalDate.parse(text(field))) : Optional.empty();
    } catch (DateTimeException none) {
      return Optional.empty();
    }
  }

  /** The day on which a moment falls in a zone; empty when the field holds no moment. */
  public static Optional<LocalDate> day(JsonNode field, long unitsPerSecond, ZoneId zone) {
    if (!field.isIntegralNumber() || !field.canConvertToLong()) {
      return Optional.empty();
    }
    try {
      Instant moment = Instant.ofEpochSecond(Math.floorDiv(field.longValue(), unitsPerSecond));
      return Optional.of(moment.atZone(zone).toLocalDate());
    } catch (DateTimeException outOfRange) {
      return Optional.empty();
    }
  }

  /** The fields of one bar, in the order open, high, low, close, volume. */
  public record Bar(JsonNode open, JsonNode high, JsonNode low, JsonNode close, JsonNode volume) {

    /**
     * The bar of a day, and a further illegible one for each other field that holds something that
     * is no number. Values are passed on unjudged.
     */
    public List<ProviderBar> on(LocalDate date) {
      BigDecimal last = number(close);
      if (last == null) {
        return List.of(new ProviderBar.MalformedBar(date.toString(), "close", text(close)));
      }
      List<ProviderBar> read = new ArrayList<>();
      read.add(
          new ProviderBar.RawBar(
              date, number(open), number(high), number(low), last, number(volume)));
      note(date, "open", open, read);
      note(date, "high", high, read);
      note(date, "low", low, read);
      note(date, "volume", volume, read);
      return read;
    }

    private static void note(LocalDate date, String name, JsonNode field, List<ProviderBar> read) {
      if (!absent(field) && number(field) == null) {
        read.add(new ProviderBar.MalformedBar(date.toString(), name, text(field)));
      }
    }
  }
}
