/** What every step of the symbol job knows: its date, its symbols, its returns, its verdict. */
@NullMarked
package io.afterclose.symbolbatch.night;

import org.jspecify.annotations.NullMarked;
