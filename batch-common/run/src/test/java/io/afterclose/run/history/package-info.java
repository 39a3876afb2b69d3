/** Tests of what the package promises. */
@NullMarked
package io.afterclose.run.history;

import org.jspecify.annotations.NullMarked;
