/** From an upload to full numbers: what a portfolio still lacks, followed until it is there. */
@NullMarked
package io.afterclose.portfoliorefresh.onboarding;

import org.jspecify.annotations.NullMarked;
