package io.afterclose.portfoliorefresh.exposure;

import io.afterclose.calendar.TradingCalendar;
import io.afterclose.market.returns.ReturnsLoader;
import io.afterclose.quant.factor.FactorEtfs;
import io.afterclose.quant.factor.FactorFit;
import io.afterclose.quant.factor.FactorModel;
import io.afterclose.quant.factor.FactorModels;
import io.afterclose.quant.factor.ModelDiagnostics;
import io.afterclose.quant.factor.PreparedModel;
import io.afterclose.quant.price.Sessions;
import io.afterclose.quant.returns.ReturnMatrix;
import io.afterclose.quant.symbol.Symbol;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import org.springframework.batch.infrastructure.item.ItemProcessor;

/**
 * Fits every model to the symbols that lack exposures. Returns are loaded once for all dates; each
 * date sees those up to itself and no more, so its fits are those of the symbol job of a date.
 */
final class MissingExposureProcessor implements ItemProcessor<MissingFits, List<DateFits>> {

  private final TradingCalendar calendar;
  private final ReturnsLoader returns;

  MissingExposureProcessor(TradingCalendar calendar, ReturnsLoader returns) {
    this.calendar = calendar;
    this.returns = returns;
  }

  @Override
  public List<DateFits> process(MissingFits missing) {
    Set<Symbol> columns = new TreeSet<>(missing.symbols());
    columns.addAll(FactorEtfs.ALL);
    ReturnMatrix loaded =
        returns.load(axis(missing.byDate().firstKey(), missing.byDate().lastKey()), columns);
    return missing.byDate().entrySet().stream()
        .map(date -> fit(loaded.upTo(date.getKey(), FactorModels.SESSIONS), date.getValue()))
        .toList();
  }

  private Sessions axis(LocalDate first, LocalDate last) {
    LocalDate from = calendar.lastSessions(FactorModels.SESSIONS, first).get(0);
    return Sessions.of(calendar.sessions(from, last));
  }

  private static DateFits fit(ReturnMatrix seen, Collection<Symbol> symbols) {
    List<FactorFit> fits = new ArrayList<>();
    List<ModelDiagnostics> diagnostics = new ArrayList<>();
    for (FactorModel model : FactorModels.ALL) {
      PreparedModel prepared = model.prepare(seen);
      symbols.forEach(symbol -> fits.addAll(prepared.fit(seen.series(symbol).orElseThrow())));
      prepared.diagnostics().ifPresent(diagnostics::add);
    }
    return new DateFits(seen.sessions().last(), fits, diagnostics);
  }
}
