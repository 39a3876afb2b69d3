/** Figures about portfolios as stored: what each code means, and each revision of each figure. */
@NullMarked
package io.afterclose.portfolio.figure;

import org.jspecify.annotations.NullMarked;
