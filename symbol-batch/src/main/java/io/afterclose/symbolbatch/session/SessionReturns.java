package io.afterclose.symbolbatch.session;

import io.afterclose.market.returns.ReturnsLoader;
import io.afterclose.market.universe.UniverseSymbol;
import io.afterclose.quant.returns.ReturnMatrix;
import java.util.function.LongSupplier;
import org.jspecify.annotations.Nullable;

/** The returns of a run's symbols, read once for all steps. */
public final class SessionReturns {

  private final ReturnsLoader loader;
  private final SessionUniverse universe;
  private final LongSupplier mark;

  private @Nullable SessionRun loadedFor;
  private @Nullable ReturnMatrix returns;
  private long readBefore;

  /**
   * @param mark gives what marks a reading: changes by later transactions may not be in it
   */
  public SessionReturns(ReturnsLoader loader, SessionUniverse universe, LongSupplier mark) {
    this.loader = loader;
    this.universe = universe;
    this.mark = mark;
  }

  /** The mark of the run's reading, taken before it. */
  public synchronized long readBefore(SessionRun run) {
    of(run);
    return readBefore;
  }

  /** One column per symbol that is in, on the run's lookback. */
  public synchronized ReturnMatrix of(SessionRun run) {
    ReturnMatrix loaded = returns;
    if (loaded == null || !run.equals(loadedFor)) {
      readBefore = mark.getAsLong();
      loaded =
          loader.load(
              run.lookback(), universe.included(run).stream().map(UniverseSymbol::symbol).toList());
      returns = loaded;
      loadedFor = run;
    }
    return loaded;
  }
}
