package io.afterclose.portfoliorefresh.broker;

import io.afterclose.database.text.Printable;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.Collection;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Collectors;

/** What the owner of a file should know about how it was read; each fact once. */
public final class Notes {
  private static final int SHOWN = 30;

  private final Set<String> facts = new LinkedHashSet<>();
  private final Set<Integer> withoutCost = new TreeSet<>();

  public void add(String fact) {
    facts.add(fact);
  }

  public void format(BrokerFormat format, boolean found) {
    if (found && format != BrokerFormat.GENERIC) {
      add("read as a file of " + format + ", found by its header");
    }
  }

  public void separator(Separator separator) {
    if (separator != Separator.COMMA) {
      add("its cells are separated by " + separator.plural());
    }
  }

  public void leftAlone(Collection<String> titles) {
    if (!titles.isEmpty()) {
      add(
          "columns left alone: "
              + titles.stream()
                  .limit(SHOWN)
                  .map(Printable::quoted)
                  .collect(Collectors.joining(", "))
              + (titles.size() > SHOWN ? " and " + (titles.size() - SHOWN) + " more" : ""));
    }
  }

  public void passedOver(Collection<Integer> lines, String what) {
    if (!lines.isEmpty()) {
      add(lines(lines) + ": " + what + ", passed over");
    }
  }

  /** The day from which on lines without an entry are held. */
  public void day(LocalDate day, LocalDate session) {
    add(
        "its positions are those of "
            + day
            + (day.equals(session) ? "" : ", no session: of the close of " + session));
  }

  public void withoutCost(int line) {
    withoutCost.add(line);
  }

  private static String lines(Collection<Integer> numbers) {
    String shown =
        numbers.stream().limit(SHOWN).map(String::valueOf).collect(Collectors.joining(", "));
    return (numbers.size() == 1 ? "line " : "lines ")
        + shown
        + (numbers.size() > SHOWN ? " and " + (numbers.size() - SHOWN) + " more" : "");
  }

  public List<String> all() {
    List<String> all = new ArrayList<>(facts);
    if (!withoutCost.isEmpty()) {
      all.add(
          lines(withoutCost)
              + ": no cost is stated, so the price in the file counts as the cost: its profit"
              + " begins at 0");
    }
    return all;
  }
}
