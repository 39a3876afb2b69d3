/** How rows of price files are kept. */
@NullMarked
package io.afterclose.symbolbatch.provider.csv;

import org.jspecify.annotations.NullMarked;
