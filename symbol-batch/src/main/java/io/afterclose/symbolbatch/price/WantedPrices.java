package io.afterclose.symbolbatch.price;

import io.afterclose.market.price.PriceGap;
import io.afterclose.market.universe.UniverseSymbol;
import io.afterclose.quant.price.Sessions;

/**
 * A symbol and what it lacks.
 *
 * @param sessions those on which prices are wanted
 */
record WantedPrices(UniverseSymbol symbol, PriceGap gap, Sessions sessions) {}
