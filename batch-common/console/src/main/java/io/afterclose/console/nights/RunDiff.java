package io.afterclose.console.nights;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/**
 * Two runs of a job compared.
 *
 * @param phases of either, in the order of the first
 * @param items that failed in one of them only, or for another reason, by phase and item
 * @param leftOut whether there may be more of them
 */
record RunDiff(
    RunDetail one, RunDetail other, List<Phases> phases, List<Items> items, boolean leftOut) {

  RunDiff {
    phases = List.copyOf(phases);
    items = List.copyOf(items);
  }

  /** A phase in both; null where one has it not. */
  record Phases(String name, RunDetail.@Nullable Phase one, RunDetail.@Nullable Phase other) {

    /** Seconds that the first took more; null where one did not run it. */
    @Nullable Double difference() {
      return one == null || other == null || one.seconds() == null || other.seconds() == null
          ? null
          : one.seconds() - other.seconds();
    }
  }

  /** An item and its reasons; null where it did not fail. */
  record Items(String phase, String item, @Nullable String one, @Nullable String other) {}

  /**
   * Compares two runs.
   *
   * @param ofOne failed items of the first
   * @param ofOther those of the second
   * @param leftOut whether either list is not all
   */
  static RunDiff of(
      RunDetail one,
      RunDetail other,
      List<RunItemStore.Item> ofOne,
      List<RunItemStore.Item> ofOther,
      boolean leftOut) {
    return new RunDiff(one, other, phases(one, other), items(ofOne, ofOther), leftOut);
  }

  private static List<Phases> phases(RunDetail one, RunDetail other) {
    Map<String, RunDetail.Phase> first = byName(one);
    Map<String, RunDetail.Phase> second = byName(other);
    Set<String> names = new LinkedHashSet<>(first.keySet());
    names.addAll(second.keySet());
    return names.stream().map(name -> new Phases(name, first.get(name), second.get(name))).toList();
  }

  private static Map<String, RunDetail.Phase> byName(RunDetail detail) {
    Map<String, RunDetail.Phase> phases = new LinkedHashMap<>();
    detail.phases().stream()
        .filter(phase -> phase.execution() != null)
        .forEach(phase -> phases.put(phase.name(), phase));
    return phases;
  }

  private static List<Items> items(List<RunItemStore.Item> ofOne, List<RunItemStore.Item> ofOther) {
    Map<String, Items> all = new TreeMap<>();
    for (RunItemStore.Item item : ofOne) {
      all.put(key(item), new Items(item.phase(), item.failure().item(), reason(item), null));
    }
    for (RunItemStore.Item item : ofOther) {
      Items before = all.get(key(item));
      all.put(
          key(item),
          new Items(
              item.phase(),
              item.failure().item(),
              before == null ? null : before.one(),
              reason(item)));
    }
    return new ArrayList<>(
        all.values().stream().filter(item -> !Objects.equals(item.one(), item.other())).toList());
  }

  private static String key(RunItemStore.Item item) {
    return item.phase() + "\n" + item.failure().item();
  }

  private static String reason(RunItemStore.Item item) {
    return item.failure().reason();
  }
}
