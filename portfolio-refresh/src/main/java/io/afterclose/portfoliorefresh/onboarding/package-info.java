/** How positions and cash stated by an owner come in: all of it, or nothing and every reason. */
@NullMarked
package io.afterclose.portfoliorefresh.onboarding;

import org.jspecify.annotations.NullMarked;
