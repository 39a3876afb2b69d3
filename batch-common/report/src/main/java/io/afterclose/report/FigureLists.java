package io.afterclose.report;

import io.afterclose.portfolio.figure.FigureCode;
import io.afterclose.portfolio.figure.StoredFigure;
import io.afterclose.report.page.ReportFigure;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Set;
import java.util.function.Predicate;

/** The figures of a session that are told one by one; those that make a part are left to it. */
final class FigureLists {

  private static final Set<FigureCode> OWN_PART =
      Set.of(
          FigureCode.TWR,
          FigureCode.BENCHMARK_TWR,
          FigureCode.DRAWDOWN,
          FigureCode.BRIDGE,
          FigureCode.NET_ASSET_VALUE,
          FigureCode.VAR_EXCEPTION,
          FigureCode.SECTOR_LONG,
          FigureCode.SECTOR_SHORT,
          FigureCode.SECTOR_NET,
          FigureCode.SECTOR_GROSS);

  private static final Set<FigureCode> RISK_OF_POSITIONS =
      Set.of(FigureCode.PORTFOLIO_BETA, FigureCode.REVERSE_STRESS);

  private final StoredSession session;

  FigureLists(StoredSession session) {
    this.session = session;
  }

  /** Of what happened. */
  List<ReportFigure> performance() {
    return of(
        code ->
            switch (code.basis()) {
              case REALISED -> true;
              case CURRENT_HOLDINGS, POSITIONS -> false;
            });
  }

  /** Of what is held, by how it moved. */
  List<ReportFigure> risk() {
    return of(
        code ->
            switch (code.basis()) {
              case CURRENT_HOLDINGS -> true;
              case POSITIONS -> RISK_OF_POSITIONS.contains(code);
              case REALISED -> false;
            });
  }

  /** Of what is held, by its values alone. */
  List<ReportFigure> concentration() {
    return of(
        code ->
            switch (code.basis()) {
              case POSITIONS -> !RISK_OF_POSITIONS.contains(code);
              case CURRENT_HOLDINGS, REALISED -> false;
            });
  }

  private List<ReportFigure> of(Predicate<FigureCode> wanted) {
    return session.figures().stream()
        .filter(figure -> !OWN_PART.contains(figure.key().code()))
        .filter(figure -> wanted.test(figure.key().code()))
        .sorted(
            Comparator.comparing((StoredFigure figure) -> figure.key().code())
                .thenComparingInt(figure -> figure.key().period().length()))
        .map(this::shown)
        .toList();
  }

  private ReportFigure shown(StoredFigure figure) {
    FigureCode code = figure.key().code();
    List<String> remarks = new ArrayList<>();
    if (figure.standardError() != null) {
      remarks.add("standard error " + FigureText.unit(code).plain(figure.standardError()));
    }
    if (figure.value() != null && figure.detail() != null && !figure.detail().isEmpty()) {
      remarks.add(figure.detail());
    }
    return new ReportFigure(
        FigureText.name(figure.key()),
        FigureText.period(figure.key()),
        code.definition(),
        FigureText.sentence(code.basis().name()) + ": " + code.basis().describe() + ".",
        FigureText.unit(code),
        StoredSession.value(figure),
        figure.value() == null ? "" : String.join("; ", remarks),
        session.evidence(figure));
  }
}
