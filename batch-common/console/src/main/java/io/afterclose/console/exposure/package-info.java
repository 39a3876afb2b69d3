/** What portfolios are exposed to: their weights and the factors of their symbols. */
@NullMarked
package io.afterclose.console.exposure;

import org.jspecify.annotations.NullMarked;
