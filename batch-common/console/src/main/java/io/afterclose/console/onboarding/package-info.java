/** New portfolios, handed to the job's own import, and the symbols that wait for them. */
@NullMarked
package io.afterclose.console.onboarding;

import org.jspecify.annotations.NullMarked;
