package io.afterclose.portfoliorefresh.report;

import io.afterclose.portfolio.snapshot.Revision;
import io.afterclose.portfolio.snapshot.SnapshotColumn;
import io.afterclose.portfoliorefresh.valuation.ValuationInput;
import java.math.BigDecimal;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Objects;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/**
 * What two revisions of a snapshot differ in: why they were made, of what, and what came out.
 *
 * @param kind revision, the kind of input, or total
 * @param from its value in the older one; null where it has none
 * @param to its value in the newer one; null where it has none
 */
record RevisionDifference(String kind, String item, @Nullable Object from, @Nullable Object to) {

  /** The revisions themselves; listed also where they are the same. */
  static List<RevisionDifference> ofRevisions(Revision from, Revision to) {
    return List.of(
        new RevisionDifference("revision", "number", from.number(), to.number()),
        new RevisionDifference("revision", "reason", from.reason(), to.reason()),
        new RevisionDifference("revision", "written_utc", from.writtenAt(), to.writtenAt()),
        new RevisionDifference("revision", "execution", from.execution(), to.execution()));
  }

  /** The inputs that are not the same, by kind. */
  static List<RevisionDifference> ofInputs(List<ValuationInput> from, List<ValuationInput> to) {
    List<RevisionDifference> differences = new ArrayList<>();
    for (ValuationInput.Kind kind : ValuationInput.Kind.values()) {
      Map<String, Object> before = items(kind, from);
      Map<String, Object> after = items(kind, to);
      TreeSet<String> items = new TreeSet<>(before.keySet());
      items.addAll(after.keySet());
      for (String item : items) {
        differences.add(
            new RevisionDifference(
                kind.name().toLowerCase(Locale.ROOT), item, before.get(item), after.get(item)));
      }
    }
    return differences.stream().filter(RevisionDifference::differs).toList();
  }

  private static Map<String, Object> items(ValuationInput.Kind kind, List<ValuationInput> inputs) {
    return inputs.stream()
        .filter(input -> input.kind() == kind)
        .collect(
            Collectors.toMap(
                ValuationInput::item, ValuationInput::value, (first, same) -> first, TreeMap::new));
  }

  /** The totals that are not the same. */
  static List<RevisionDifference> ofTotals(Revision from, Revision to) {
    List<RevisionDifference> differences = new ArrayList<>();
    for (SnapshotColumn column : SnapshotColumn.values()) {
      differences.add(
          new RevisionDifference(
              "total", column.column(), column.of(from.totals()), column.of(to.totals())));
    }
    return differences.stream().filter(RevisionDifference::differs).toList();
  }

  private boolean differs() {
    if (from instanceof BigDecimal older && to instanceof BigDecimal newer) {
      return older.compareTo(newer) != 0;
    }
    return !Objects.equals(from, to);
  }

  /** The newer less the older one, of an input or a total that is a number; else null. */
  @Nullable Object change() {
    if (kind.equals("revision")) {
      return null;
    }
    if (from instanceof BigDecimal before && to instanceof BigDecimal after) {
      return after.subtract(before);
    }
    if (from instanceof Integer before && to instanceof Integer after) {
      return after - before;
    }
    return null;
  }
}
