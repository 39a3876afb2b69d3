/** Which days of a portfolio lack a snapshot, judged by the portfolio's own history. */
@NullMarked
package io.afterclose.portfoliorefresh.gap;

import org.jspecify.annotations.NullMarked;
