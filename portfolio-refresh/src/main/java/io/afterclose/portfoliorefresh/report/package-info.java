/** Commands that show snapshots, explain one and compare two. */
@NullMarked
package io.afterclose.portfoliorefresh.report;

import org.jspecify.annotations.NullMarked;
