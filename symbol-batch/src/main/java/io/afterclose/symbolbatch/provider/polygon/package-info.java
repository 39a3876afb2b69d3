/** Polygon. */
@NullMarked
package io.afterclose.symbolbatch.provider.polygon;

import org.jspecify.annotations.NullMarked;
