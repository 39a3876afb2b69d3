/** The portfolio job: its table of contents and its command line. */
@NullMarked
package io.afterclose.portfoliorefresh;

import org.jspecify.annotations.NullMarked;
