package io.afterclose.symbolbatch.factor;

import io.afterclose.market.factor.ExposureRow;
import io.afterclose.market.price.ActionOrigin;
import io.afterclose.market.price.PriceOrigin;
import io.afterclose.market.price.ReplacedPrice;
import io.afterclose.quant.symbol.Symbol;
import java.time.LocalDate;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * A symbol's exposures of a date and what they were made of. The window is the one of the fit: its
 * sessions, and the session before the first, whose close the first return needs.
 *
 * @param sessions oldest first, once for the factors that use the same regressors
 * @param prices how many closes each provider and run stored of each symbol
 * @param corrections closes within the window that were replaced
 * @param actions splits and dividends that the returns hold
 */
record ExplainedExposure(
    Symbol symbol,
    List<Fit> fits,
    Window window,
    List<Session> sessions,
    List<Prices> prices,
    List<Correction> corrections,
    List<ActionOrigin> actions) {

  /**
   * A stored exposure and the same fit on the prices as they are now.
   *
   * @param betaNow null where it is not fitted now
   * @param unchanged whether the fit of now has the same observations and beta
   */
  record Fit(ExposureRow stored, @Nullable Double betaNow, boolean unchanged) {}

  /** The window and what the model needs of it. */
  record Window(
      String model,
      List<Symbol> regressors,
      int minimumObservations,
      LocalDate first,
      LocalDate last) {}

  /**
   * A session of the window.
   *
   * @param factor its code, or the model where several factors use the same sessions
   * @param value the symbol's return; null where it has none
   * @param missing the symbols without a return; empty when the session is used
   * @param close empty where there is none
   */
  record Session(
      String factor,
      LocalDate date,
      @Nullable Double value,
      List<Symbol> missing,
      Optional<PriceOrigin> close) {}

  /** The closes of a symbol that one provider and run stored. */
  record Prices(
      Symbol symbol,
      String source,
      @Nullable Long execution,
      int closes,
      LocalDate first,
      LocalDate last) {}

  /**
   * A close that was replaced.
   *
   * @param now what is stored instead
   */
  record Correction(ReplacedPrice replaced, Optional<PriceOrigin> now) {}
}
