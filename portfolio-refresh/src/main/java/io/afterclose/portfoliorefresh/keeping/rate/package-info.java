/** Risk-free rates as stated by a file. */
@NullMarked
package io.afterclose.portfoliorefresh.keeping.rate;

import org.jspecify.annotations.NullMarked;
