/** Commands that print the stored figures of portfolios, and where each comes from. */
@NullMarked
package io.afterclose.portfoliorefresh.report.figure;

import org.jspecify.annotations.NullMarked;
