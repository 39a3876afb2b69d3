/** The nouns of this module: portfolios, their positions, cash and manual valuations, as stated. */
@NullMarked
package io.afterclose.portfoliorefresh.portfolio;

import org.jspecify.annotations.NullMarked;
