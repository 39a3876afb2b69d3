/** What a night costs, beside the plainest SQL that leaves the same rows. */
@NullMarked
package io.afterclose.portfoliorefresh.benchmark;

import org.jspecify.annotations.NullMarked;
