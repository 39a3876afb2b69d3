/** Factor exposures that the symbol job did not make: fitted here, by the same models. */
@NullMarked
package io.afterclose.portfoliorefresh.exposure;

import org.jspecify.annotations.NullMarked;
