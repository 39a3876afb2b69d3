/** Tests of what the package promises. */
@NullMarked
package io.afterclose.run.progress;

import org.jspecify.annotations.NullMarked;
