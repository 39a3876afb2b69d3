/** Tests of what the package promises. */
@NullMarked
package io.afterclose.run.logging;

import org.jspecify.annotations.NullMarked;
