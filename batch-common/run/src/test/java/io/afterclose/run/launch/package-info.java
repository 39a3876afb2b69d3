/** Tests of what the package promises. */
@NullMarked
package io.afterclose.run.launch;

import org.jspecify.annotations.NullMarked;
