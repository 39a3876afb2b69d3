package io.afterclose.symbolbatch.session;

import io.afterclose.market.returns.ReturnsLoader;
import io.afterclose.market.universe.UniverseSymbol;
import io.afterclose.quant.returns.ReturnMatrix;
import org.jspecify.annotations.Nullable;

/** The returns of a run's symbols, read once for all steps. */
public final class SessionReturns {

  private final ReturnsLoader loader;
  private final SessionUniverse universe;

  private @Nullable SessionRun loadedFor;
  private @Nullable ReturnMatrix returns;

  public SessionReturns(ReturnsLoader loader, SessionUniverse universe) {
    this.loader = loader;
    this.universe = universe;
  }

  /** One column per symbol that is in, on the run's lookback. */
  public synchronized ReturnMatrix of(SessionRun run) {
    ReturnMatrix loaded = returns;
    if (loaded == null || !run.equals(loadedFor)) {
      loaded =
          loader.load(
              run.lookback(), universe.included(run).stream().map(UniverseSymbol::symbol).toList());
      returns = loaded;
      loadedFor = run;
    }
    return loaded;
  }
}
