package io.afterclose.run.plan;

import static java.nio.charset.StandardCharsets.UTF_8;

import io.afterclose.run.name.JobName;
import java.nio.ByteBuffer;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.time.LocalDate;
import java.util.HexFormat;
import java.util.List;
import java.util.Locale;

/**
 * The exact work of a command that starts runs, as it would be now. A job's planner makes it; the
 * fingerprint tells whether a later one is the same.
 *
 * @param scope {@link io.afterclose.run.name.RunScope#text()}
 * @param dates the sessions of the runs, in their order
 * @param forced whether a complete date is done again
 * @param items what would be worked on, in its order, each a row of texts as the command plan shows
 *     it
 */
public record WorkList(
    JobName job,
    Action action,
    String scope,
    List<LocalDate> dates,
    boolean forced,
    List<List<String>> items) {

  /** Changed with the layout of what is hashed. */
  private static final String LAYOUT = "plan 1";

  /** Which command would do it. */
  public enum Action {
    /** {@code run}, and {@code rerun} of a date that did not complete, which does the same. */
    RUN,
    /** {@code rerun --force}. */
    RERUN,
    BACKFILL;

    /** That of a rerun. */
    public static Action ofRerun(boolean forced) {
      return forced ? RERUN : RUN;
    }
  }

  public WorkList {
    dates = List.copyOf(dates);
    items = items.stream().map(List::copyOf).toList();
  }

  /** SHA-256 over all of it, as 64 hex digits in lower case. */
  public String fingerprint() {
    MessageDigest digest = sha256();
    add(digest, LAYOUT);
    add(digest, job.text());
    add(digest, action.name().toLowerCase(Locale.ROOT));
    add(digest, scope);
    add(digest, Boolean.toString(forced));
    add(digest, dates.size());
    dates.forEach(date -> add(digest, date.toString()));
    add(digest, items.size());
    for (List<String> item : items) {
      add(digest, item.size());
      item.forEach(text -> add(digest, text));
    }
    return HexFormat.of().formatHex(digest.digest());
  }

  /** In words, for messages: job, command and dates. */
  String describe() {
    String command = job.text() + " " + action.name().toLowerCase(Locale.ROOT);
    List<LocalDate> ascending = dates.stream().sorted().toList();
    return switch (ascending.size()) {
      case 0 -> command;
      case 1 -> command + " of " + ascending.get(0);
      default -> command + " of " + ascending.get(0) + " to " + ascending.get(dates.size() - 1);
    };
  }

  /** With its length before it, so that no two lists have the same bytes. */
  private static void add(MessageDigest digest, String text) {
    byte[] bytes = text.getBytes(UTF_8);
    add(digest, bytes.length);
    digest.update(bytes);
  }

  private static void add(MessageDigest digest, int number) {
    digest.update(ByteBuffer.allocate(Integer.BYTES).putInt(number).array());
  }

  private static MessageDigest sha256() {
    try {
      return MessageDigest.getInstance("SHA-256");
    } catch (NoSuchAlgorithmException absent) {
      throw new IllegalStateException("every JDK has SHA-256", absent);
    }
  }
}
