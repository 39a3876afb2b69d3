package io.afterclose.portfoliorefresh.report.figure;

import java.util.Arrays;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.NavigableSet;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * What made the snapshot of a session new where a figure was made again because of it: the reasons
 * of the snapshot's revisions since figures of that session were written before.
 */
final class SnapshotCauses {

  private static final String SNAPSHOT = "SNAPSHOT";

  /**
   * A revision of the snapshot.
   *
   * @param reason why it was made
   * @param execution the run that made it; null for none
   */
  record Made(int number, String reason, @Nullable Long execution) {}

  private final List<Made> snapshots;
  private final NavigableSet<Long> executions;

  private SnapshotCauses(List<Made> snapshots, NavigableSet<Long> executions) {
    this.snapshots = List.copyOf(snapshots);
    this.executions = executions;
  }

  /**
   * Of a session.
   *
   * @param snapshots its revisions, the oldest first
   * @param executions that wrote figures of it, in any order; null for none
   */
  static SnapshotCauses of(List<Made> snapshots, Stream<@Nullable Long> executions) {
    return new SnapshotCauses(
        snapshots,
        executions
            .flatMap(Stream::ofNullable)
            .collect(Collectors.toCollection(() -> new TreeSet<Long>())));
  }

  /**
   * A cause with the snapshot's own in the place of SNAPSHOT; as it is where that is not known.
   *
   * @param change kinds of change joined by +
   * @param execution that wrote the figure; null for none
   */
  String told(String change, @Nullable Long execution) {
    Set<String> told = new LinkedHashSet<>();
    for (String cause : Arrays.asList(change.split("\\+", -1))) {
      Set<String> own = cause.equals(SNAPSHOT) ? reasons(execution) : Set.of();
      told.addAll(own.isEmpty() ? Set.of(cause) : own);
    }
    return String.join("+", told);
  }

  private Set<String> reasons(@Nullable Long execution) {
    Long before = execution == null ? null : executions.lower(execution);
    Set<String> reasons = new LinkedHashSet<>();
    for (Made snapshot : snapshots) {
      Long written = snapshot.execution();
      if (before != null
          && execution != null
          && snapshot.number() > 1
          && written != null
          && written > before
          && written <= execution) {
        reasons.add(snapshot.reason());
      }
    }
    return reasons;
  }
}
