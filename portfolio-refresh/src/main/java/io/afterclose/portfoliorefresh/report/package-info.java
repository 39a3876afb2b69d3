/** Commands that show snapshots, explain one, compare two, and write the report of a portfolio. */
@NullMarked
package io.afterclose.portfoliorefresh.report;

import org.jspecify.annotations.NullMarked;
