package io.afterclose.portfoliorefresh.valuation;

import io.afterclose.portfolio.position.CashMovement;
import io.afterclose.portfolio.position.CashSubject;
import java.time.LocalDate;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;

/**
 * Which explicit cash rows stand for which implied ones.
 *
 * @param byRow the implied rows of each explicit row that names one; none where it names none
 */
record Replacements(Map<CashMovement, List<ImpliedRow>> byRow) {

  private static final Replacements NONE = new Replacements(Map.of());

  /** Exactly named ones first; of what is left a row follows the nearest. */
  static Replacements of(List<CashMovement> recorded, ImpliedRows implied) {
    Map<CashMovement, List<ImpliedRow>> byRow = new LinkedHashMap<>();
    Set<ImpliedRow> lots = new HashSet<>();
    Set<ImpliedRow> taken = new HashSet<>();
    List<CashMovement> naming = recorded.stream().filter(row -> row.replaces() != null).toList();
    if (naming.isEmpty()) {
      return NONE;
    }
    naming.stream()
        .filter(row -> row.positionId() != null)
        .forEach(row -> lots.addAll(implied.namedBy(row.subject())));
    for (CashMovement row : naming) {
      List<ImpliedRow> named = named(row.subject(), implied, lots);
      byRow.put(row, named);
      taken.addAll(named);
    }
    byRow.replaceAll(
        (row, named) -> named.isEmpty() ? implied.nearest(row.subject(), taken) : named);
    return new Replacements(byRow);
  }

  /** A row of a symbol leaves out the lots that have a row of their own. */
  private static List<ImpliedRow> named(
      CashSubject subject, ImpliedRows implied, Set<ImpliedRow> lots) {
    return implied.namedBy(subject).stream()
        .filter(row -> subject.positionId() != null || !lots.contains(row))
        .toList();
  }

  List<ImpliedRow> of(CashMovement row) {
    return byRow.getOrDefault(row, List.of());
  }

  /**
   * From which day on each replaced row no longer stands: that of the first row that replaces it.
   */
  Map<ImpliedRow, LocalDate> until() {
    Map<ImpliedRow, LocalDate> until = new LinkedHashMap<>();
    byRow.forEach(
        (row, replaced) ->
            replaced.forEach(
                implied ->
                    until.merge(
                        implied, row.date(), (one, other) -> one.isBefore(other) ? one : other)));
    return until;
  }
}
