package io.afterclose.quant.factor;

import io.afterclose.quant.regression.CenteredColumn;
import io.afterclose.quant.regression.OlsRegression;
import io.afterclose.quant.returns.ReturnMatrix;
import io.afterclose.quant.returns.ReturnSeries;
import io.afterclose.quant.symbol.Symbol;
import java.util.BitSet;
import java.util.List;
import java.util.Optional;

/** One straight line per regressor, each on the sessions that the symbol shares with it. */
final class PreparedOls implements PreparedModel {
  private final FactorModel model;
  private final Window window;
  private final List<Line> lines;

  private PreparedOls(FactorModel model, Window window, List<Line> lines) {
    this.model = model;
    this.window = window;
    this.lines = lines;
  }

  static PreparedOls of(FactorModel model, List<Regressor> regressors, ReturnMatrix returns) {
    Window window = Window.last(model.window(), returns.sessions());
    List<Line> lines = regressors.stream().map(r -> Line.of(r, returns, window)).toList();
    return new PreparedOls(model, window, lines);
  }

  @Override
  public List<FactorFit> fit(ReturnSeries symbol) {
    Response y = new Response(window.values(symbol));
    FitResultFactory results = new FitResultFactory(model, window, symbol.symbol());
    return lines.stream().map(line -> line.fit(y, results)).toList();
  }

  @Override
  public Optional<ModelDiagnostics> diagnostics() {
    return Optional.empty();
  }

  /** A symbol's returns on the window; most lines see them on the same sessions. */
  private static final class Response {
    private final double[] values;
    private final BitSet present;
    private BitSet chosen = new BitSet();
    private CenteredColumn centred = CenteredColumn.of(new double[0]);

    Response(double[] values) {
      this.values = values;
      this.present = Window.present(values);
    }

    BitSet present() {
      return present;
    }

    CenteredColumn on(BitSet sessions) {
      if (!sessions.equals(chosen)) {
        centred = CenteredColumn.of(Window.at(sessions, values));
        chosen = sessions;
      }
      return centred;
    }
  }

  /** A regressor and its values on the window; no values if an ETF is missing. */
  private static final class Line {
    private final Regressor regressor;
    private final List<Symbol> missing;
    private final double[] x;
    private final BitSet present;
    private final CenteredColumn whole;

    private Line(Regressor regressor, List<Symbol> missing, double[] x) {
      this.regressor = regressor;
      this.missing = missing;
      this.x = x;
      this.present = Window.present(x);
      this.whole = CenteredColumn.of(Window.at(present, x));
    }

    static Line of(Regressor regressor, ReturnMatrix returns, Window window) {
      List<Symbol> missing = regressor.missingFrom(returns);
      double[] x = missing.isEmpty() ? regressor.values(returns, window) : new double[0];
      return new Line(regressor, missing, x);
    }

    FactorFit fit(Response y, FitResultFactory results) {
      if (!missing.isEmpty()) {
        return results.missingRegressor(regressor.factor(), missing);
      }
      BitSet shared = Window.both(present, y.present());
      int observations = shared.cardinality();
      if (observations < results.model().minimumObservations()) {
        return results.insufficientData(regressor.factor(), regressor.label(), observations);
      }
      return OlsRegression.fit(on(shared), y.on(shared))
          .<FactorFit>map(fit -> results.ofLine(regressor.factor(), fit))
          .orElseGet(
              () ->
                  results.degenerateRegressor(regressor.factor(), regressor.label(), observations));
    }

    private CenteredColumn on(BitSet sessions) {
      return sessions.equals(present) ? whole : CenteredColumn.of(Window.at(sessions, x));
    }
  }
}
