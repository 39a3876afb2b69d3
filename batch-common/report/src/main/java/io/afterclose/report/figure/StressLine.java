package io.afterclose.report.figure;

import io.afterclose.portfolio.figure.FigureGrid;
import io.afterclose.portfolio.figure.GridCode;
import io.afterclose.portfolio.figure.StoredGrid;
import io.afterclose.portfolio.scenario.ScenarioNames;
import io.afterclose.quant.figure.Figure.Reason;
import java.math.BigDecimal;
import java.time.LocalDate;
import java.util.List;
import java.util.OptionalDouble;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * What a scenario would do to a portfolio, as it is printed.
 *
 * @param scenario its code
 * @param propagated what is expected given the shocks, USD to the cent, a loss below 0; null where
 *     it is not known
 * @param ofNav the same over the net asset value
 * @param direct the stored exposure dollars times the shocks, USD to the cent
 * @param covered share of the gross value that answers
 * @param reason why propagated is not known; null where it is
 * @param flags what to beware of, separated by blanks; null for nothing
 * @param name of the scenario for people
 */
public record StressLine(
    String scenario,
    @Nullable BigDecimal propagated,
    @Nullable Double ofNav,
    @Nullable BigDecimal direct,
    @Nullable Double covered,
    @Nullable Reason reason,
    @Nullable String flags,
    String name,
    LocalDate date) {

  /** A line for each scenario; none where the session has no stress test. */
  public static List<StressLine> of(FigureSession session) {
    OptionalDouble netAssetValue = session.netAssetValue();
    return session.grid(GridCode.STRESS).stream()
        .map(StoredGrid::grid)
        .flatMap(
            grid -> grid.rows().stream().map(code -> of(grid, code, netAssetValue, session.date())))
        .toList();
  }

  private static StressLine of(
      FigureGrid grid, String code, OptionalDouble netAssetValue, LocalDate date) {
    OptionalDouble propagated = grid.at(code, "PROPAGATED");
    boolean hasShare = propagated.isPresent() && netAssetValue.orElse(0) > 0;
    return new StressLine(
        code,
        Cells.dollars(grid, code, "PROPAGATED"),
        hasShare ? propagated.getAsDouble() / netAssetValue.getAsDouble() : null,
        Cells.dollars(grid, code, "DIRECT"),
        Cells.number(grid, code, "COVERED"),
        propagated.isEmpty() ? Reason.MISSING_INPUT : null,
        flags(grid, code),
        ScenarioNames.of(code),
        date);
  }

  private static @Nullable String flags(FigureGrid grid, String code) {
    String flags =
        Stream.of("LOSS_EXCEEDS_NAV", "SHOCK_OUTSIDE_HISTORY")
            .filter(flag -> grid.at(code, flag).orElse(0) > 0)
            .collect(Collectors.joining(" "));
    return flags.isEmpty() ? null : flags;
  }
}
