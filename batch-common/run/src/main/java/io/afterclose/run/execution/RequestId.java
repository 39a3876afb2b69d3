package io.afterclose.run.execution;

import io.afterclose.run.outcome.InvalidInputException;
import io.afterclose.run.settings.Setting;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.UUID;

/**
 * The request that a process was started for, recorded with each of its runs.
 *
 * @param value empty where nothing requested it
 */
public record RequestId(Optional<UUID> value) {

  /** Set by what starts the process. */
  public static final Setting SETTING =
      Setting.plain(
          "AFTERCLOSE_REQUEST",
          "UUID, as 7c1f0a52-3d0e-4b8e-9f0a-2f6f6f1f9a10",
          "",
          "the request that this process was started for; recorded with its runs, so that whoever"
              + " asked finds them");

  /**
   * The request of this process.
   *
   * @throws InvalidInputException when the setting is no UUID
   */
  public static RequestId of(ProcessContext process) {
    List<String> errors = new ArrayList<>();
    Optional<UUID> value = SETTING.optional(process.environment(), RequestId::parse, errors);
    if (!errors.isEmpty()) {
      throw new InvalidInputException(errors.get(0));
    }
    return new RequestId(value);
  }

  /** The JDK takes shorter texts too, and makes another UUID of them. */
  private static UUID parse(String text) {
    IllegalArgumentException wrong =
        new IllegalArgumentException("a UUID of 32 hex digits in five groups was expected");
    try {
      UUID value = UUID.fromString(text);
      if (value.toString().equals(text.toLowerCase(Locale.ROOT))) {
        return value;
      }
    } catch (IllegalArgumentException unfit) {
      wrong.addSuppressed(unfit);
    }
    throw wrong;
  }
}
