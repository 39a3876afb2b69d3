/** Prices and actions from CSV files. */
@NullMarked
package io.afterclose.symbolbatch.provider.csv;

import org.jspecify.annotations.NullMarked;
