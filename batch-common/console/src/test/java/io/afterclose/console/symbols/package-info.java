@NullMarked
package io.afterclose.console.symbols;

import org.jspecify.annotations.NullMarked;
