package io.afterclose.symbolbatch.price;

import io.afterclose.market.price.PriceGap;
import io.afterclose.market.universe.UniverseSymbol;

/** A symbol and what it lacks. */
record WantedPrices(UniverseSymbol symbol, PriceGap gap) {}
