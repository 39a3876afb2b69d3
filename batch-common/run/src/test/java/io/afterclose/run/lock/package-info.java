/** Tests of what the package promises. */
@NullMarked
package io.afterclose.run.lock;

import org.jspecify.annotations.NullMarked;
