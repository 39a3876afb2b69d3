/** How good the data is: what is stale, missing, estimated or in doubt, and what it is worth. */
@NullMarked
package io.afterclose.console.quality;

import org.jspecify.annotations.NullMarked;
