package io.afterclose.portfoliorefresh.gap;

import java.util.ArrayDeque;
import java.util.Collection;
import java.util.Deque;
import java.util.HashMap;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;

/**
 * Symbols that a RENAME, merger or spin-off leads from one to the other, over any number of them.
 */
final class RelatedSymbols {

  private final Map<String, Set<String>> linked = new HashMap<>();

  void link(String one, String other) {
    linked.computeIfAbsent(one, none -> new TreeSet<>()).add(other);
    linked.computeIfAbsent(other, none -> new TreeSet<>()).add(one);
  }

  /** Symbols and all that they lead to or came from. */
  Set<String> of(Collection<String> symbols) {
    Set<String> related = new TreeSet<>(symbols);
    Deque<String> next = new ArrayDeque<>(related);
    while (!next.isEmpty()) {
      linked.getOrDefault(next.remove(), Set.of()).stream().filter(related::add).forEach(next::add);
    }
    return related;
  }
}
