/** Price providers over the network: Yahoo, FMP and Polygon, each within its limits. */
@NullMarked
package io.afterclose.symbolbatch.price.provider.http;

import org.jspecify.annotations.NullMarked;
