package io.afterclose.portfoliorefresh.broker.activity;

import io.afterclose.portfoliorefresh.broker.LineError;
import java.math.BigDecimal;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/**
 * The names by which lines are known again. A line without one is named by its date, kind, symbol,
 * quantity and amount, and by its number within those that say the same: two equal purchases of a
 * day are two, in each file that has both.
 */
final class References {
  /** As many characters as are stored. */
  private static final int LONGEST = 100;

  private final Map<String, Integer> equal = new HashMap<>();
  private final Map<String, Integer> told = new HashMap<>();
  private final List<LineError> errors = new ArrayList<>();

  /** The same lines, each with a name; in their order. */
  List<ActivityLine> named(List<ActivityLine> lines) {
    List<ActivityLine> named = new ArrayList<>();
    for (ActivityLine line : lines) {
      named.add(line.reference().isEmpty() ? line.as(made(line)) : line);
      checkOnce(named.get(named.size() - 1));
    }
    return named;
  }

  List<LineError> errors() {
    return errors;
  }

  private String made(ActivityLine line) {
    Traded traded = line.traded();
    String said =
        Stream.of(
                line.date(),
                line.kind(),
                traded == null ? line.about() : traded.symbol(),
                traded == null ? null : plain(traded.quantity()),
                plain(line.amount()))
            .filter(Objects::nonNull)
            .map(Object::toString)
            .collect(Collectors.joining(" "));
    return said + " #" + equal.merge(said, 1, Integer::sum);
  }

  private static String plain(BigDecimal number) {
    return number.stripTrailingZeros().toPlainString();
  }

  private void checkOnce(ActivityLine line) {
    String reference = line.reference();
    if (reference.length() > LONGEST) {
      errors.add(
          LineError.quoting(
              line.lineNumber(),
              ActivityColumn.REFERENCE.title(),
              reference,
              "at most " + LONGEST + " characters"));
    }
    Integer first = told.putIfAbsent(reference, line.lineNumber());
    if (first != null) {
      errors.add(
          LineError.quoting(
              line.lineNumber(),
              ActivityColumn.REFERENCE.title(),
              reference,
              "a name that line " + first + " does not have"));
    }
  }
}
