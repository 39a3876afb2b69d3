package io.afterclose.portfoliorefresh.report.figure;

import io.afterclose.cli.output.ResultTable;
import io.afterclose.database.connection.Database;
import io.afterclose.portfolio.figure.FigureCode;
import io.afterclose.portfolio.figure.FigureKey;
import io.afterclose.portfolio.figure.FigureStore;
import io.afterclose.portfolio.figure.StoredFigure;
import io.afterclose.portfolio.position.Portfolio;
import io.afterclose.run.execution.ProcessContext;
import io.afterclose.run.outcome.InvalidInputException;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.function.Function;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/** The stored returns by period, beside those of the benchmark. */
final class PeriodTable {

  private final Map<FigureKey, StoredFigure> figures;

  private PeriodTable(List<StoredFigure> figures) {
    this.figures =
        figures.stream().collect(Collectors.toMap(StoredFigure::key, Function.identity()));
  }

  /** Of the newest session with figures up to a date; without a row where there is none. */
  static ResultTable of(
      Database opened,
      ProcessContext process,
      Portfolio portfolio,
      @Nullable LocalDate from,
      @Nullable LocalDate to) {
    if (from != null) {
      throw new InvalidInputException("--periods has its own starts; --to says where they end");
    }
    FigureStore store = new FigureStore(opened.dataSource(), process.clock());
    LocalDate upTo =
        to == null ? LocalDate.ofInstant(process.clock().instant(), ZoneOffset.UTC) : to;
    Optional<LocalDate> session = store.newest(portfolio.id(), upTo);
    List<StoredFigure> stored =
        session.map(date -> store.ofDate(portfolio.id(), date)).orElse(List.of());
    PeriodTable periods = new PeriodTable(stored);
    return ResultTable.of(
            stored.stream()
                .filter(figure -> figure.key().code() == FigureCode.TWR)
                .sorted(FigureOrder.BY_KEY)
                .toList())
        .column("period", row -> row.key().period())
        .column("return", StoredFigure::value)
        .column("benchmark", row -> periods.value(FigureCode.BENCHMARK_TWR, row))
        .column("difference", periods::difference)
        .column("annualised", row -> periods.value(FigureCode.TWR_ANNUALISED, row))
        .column("money_weighted", row -> periods.value(FigureCode.XIRR_PERIOD, row))
        .column("sessions", StoredFigure::observations)
        .column("reason", StoredFigure::reason)
        .column("from", StoredFigure::from)
        .column("to", StoredFigure::to)
        .column("benchmark_reason", row -> periods.reason(FigureCode.BENCHMARK_TWR, row))
        .table();
  }

  private @Nullable StoredFigure beside(FigureCode code, StoredFigure row) {
    return figures.get(FigureKey.of(code, row.key().period()));
  }

  private @Nullable Double value(FigureCode code, StoredFigure row) {
    StoredFigure figure = beside(code, row);
    return figure == null ? null : figure.value();
  }

  private @Nullable String reason(FigureCode code, StoredFigure row) {
    StoredFigure figure = beside(code, row);
    return figure == null ? null : figure.reason();
  }

  private @Nullable Double difference(StoredFigure row) {
    Double benchmark = value(FigureCode.BENCHMARK_TWR, row);
    return row.value() == null || benchmark == null
        ? null
        : Objects.requireNonNull(row.value(), "value") - benchmark;
  }
}
