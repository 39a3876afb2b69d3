/** Tests of what the package promises. */
@NullMarked
package io.afterclose.run.output;

import org.jspecify.annotations.NullMarked;
