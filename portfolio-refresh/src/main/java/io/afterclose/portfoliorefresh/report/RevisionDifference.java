package io.afterclose.portfoliorefresh.report;

import io.afterclose.cli.output.ResultTable;
import io.afterclose.portfolio.snapshot.Revision;
import io.afterclose.portfoliorefresh.valuation.ValuationInput;
import java.math.BigDecimal;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Objects;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/** What two revisions of a snapshot differ in: why they were made, of what, and what came out. */
final class RevisionDifference {

  private final ResultTable table = ResultTable.of("kind", "item", "from", "to", "change");

  /** The revisions themselves. */
  RevisionDifference revisions(Revision from, Revision to) {
    table.add("revision", "number", from.number(), to.number(), null);
    table.add("revision", "reason", from.reason(), to.reason(), null);
    table.add("revision", "written_utc", from.writtenAt(), to.writtenAt(), null);
    table.add("revision", "execution", from.execution(), to.execution(), null);
    return this;
  }

  /** The inputs that are not the same, by kind. */
  RevisionDifference inputs(List<ValuationInput> from, List<ValuationInput> to) {
    for (ValuationInput.Kind kind : ValuationInput.Kind.values()) {
      differences(kind.name().toLowerCase(Locale.ROOT), items(kind, from), items(kind, to));
    }
    return this;
  }

  private static Map<String, Object> items(ValuationInput.Kind kind, List<ValuationInput> inputs) {
    return inputs.stream()
        .filter(input -> input.kind() == kind)
        .collect(
            Collectors.toMap(
                ValuationInput::item, ValuationInput::value, (one, same) -> one, TreeMap::new));
  }

  /** The totals that are not the same. */
  ResultTable totals(Revision from, Revision to) {
    from.totals()
        .forEach((total, value) -> difference("total", total, value, to.totals().get(total)));
    return table;
  }

  private void differences(String kind, Map<String, Object> from, Map<String, Object> to) {
    TreeSet<String> items = new TreeSet<>(from.keySet());
    items.addAll(to.keySet());
    items.forEach(item -> difference(kind, item, from.get(item), to.get(item)));
  }

  private void difference(String kind, String item, @Nullable Object from, @Nullable Object to) {
    if (!same(from, to)) {
      table.add(kind, item, from, to, change(from, to));
    }
  }

  private static boolean same(@Nullable Object one, @Nullable Object other) {
    if (one instanceof BigDecimal first && other instanceof BigDecimal second) {
      return first.compareTo(second) == 0;
    }
    return Objects.equals(one, other);
  }

  private static @Nullable Object change(@Nullable Object from, @Nullable Object to) {
    if (from instanceof BigDecimal before && to instanceof BigDecimal after) {
      return after.subtract(before);
    }
    if (from instanceof Integer before && to instanceof Integer after) {
      return after - before;
    }
    return null;
  }
}
