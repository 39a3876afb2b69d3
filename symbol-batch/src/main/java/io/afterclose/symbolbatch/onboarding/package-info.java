/** Symbols that were asked for between two nights: their prices and factors in seconds. */
@NullMarked
package io.afterclose.symbolbatch.onboarding;

import org.jspecify.annotations.NullMarked;
