/** What the newest complete symbol night found, kept in memory: metrics and factors of symbols. */
@NullMarked
package io.afterclose.console.symbols;

import org.jspecify.annotations.NullMarked;
