/** Tests of what the package promises. */
@NullMarked
package io.afterclose.run.purge;

import org.jspecify.annotations.NullMarked;
