package io.afterclose.portfoliorefresh.report.figure;

import io.afterclose.portfolio.figure.FigureCode;
import io.afterclose.portfolio.figure.StoredFigure;
import io.afterclose.report.figure.FigureOrder;
import io.afterclose.run.outcome.InvalidInputException;
import java.time.LocalDate;
import java.util.Collection;
import java.util.List;
import java.util.Objects;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * Which figure is asked for.
 *
 * @param portfolio its name as written
 * @param date the session
 * @param code as written
 * @param period as written; null for the only one
 * @param item as written; null for the only one
 */
public record FigureRequest(
    String portfolio, LocalDate date, String code, @Nullable String period, @Nullable String item) {

  /**
   * The revisions of the one figure, the oldest first.
   *
   * @param all revisions of the session
   * @throws InvalidInputException when there is none, or more than one
   */
  List<StoredFigure> revisions(Collection<StoredFigure> all) {
    FigureCode wanted = CodeOption.stored(code);
    List<StoredFigure> ofCode =
        all.stream()
            .filter(figure -> figure.key().code() == wanted)
            .sorted(FigureOrder.BY_KEY)
            .toList();
    if (ofCode.isEmpty()) {
      throw refused("there is no " + wanted + " on " + date + "; 'analytics' lists what there is");
    }
    List<StoredFigure> found = ofCode.stream().filter(this::matches).toList();
    if (found.stream().map(StoredFigure::key).distinct().count() == 1) {
      return found;
    }
    throw refused(
        (found.isEmpty() ? "there is no such " : "there are several ")
            + wanted
            + " on "
            + date
            + "; name one: "
            + (found.isEmpty() ? ofCode : found)
                .stream().map(FigureRequest::named).distinct().collect(Collectors.joining(", ")));
  }

  private boolean matches(StoredFigure figure) {
    return (period == null || figure.key().period().equalsIgnoreCase(period))
        && (item == null || figure.key().item().equalsIgnoreCase(item));
  }

  private static String named(StoredFigure figure) {
    return Stream.of(
            option("--period", figure.key().period()), option("--item", figure.key().item()))
        .filter(Objects::nonNull)
        .collect(Collectors.joining(" "));
  }

  private static @Nullable String option(String name, String value) {
    return value.isEmpty() ? null : name + (value.contains(" ") ? " '" + value + "'" : " " + value);
  }

  private static InvalidInputException refused(String message) {
    return new InvalidInputException(message);
  }
}
