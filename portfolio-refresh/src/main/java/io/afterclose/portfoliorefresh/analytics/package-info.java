/** The figures of portfolios: which are due, what they read, and how they are calculated. */
@NullMarked
package io.afterclose.portfoliorefresh.analytics;

import org.jspecify.annotations.NullMarked;
