/** The report of a portfolio as a page: one tree of values in, text out. */
@NullMarked
package io.afterclose.portfoliorefresh.report.page;

import org.jspecify.annotations.NullMarked;
