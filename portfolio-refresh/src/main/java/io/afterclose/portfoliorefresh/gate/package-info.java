/** What is waited for: the symbol job of the same date, then symbols still being onboarded. */
@NullMarked
package io.afterclose.portfoliorefresh.gate;

import org.jspecify.annotations.NullMarked;
