/** One portfolio on one day, in one row: a pure function of data of that day or before. */
@NullMarked
package io.afterclose.portfoliorefresh.snapshot;

import org.jspecify.annotations.NullMarked;
