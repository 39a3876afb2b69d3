/** The commands that fill and show the symbol universe. */
@NullMarked
package io.afterclose.symbolbatch.universe;

import org.jspecify.annotations.NullMarked;
