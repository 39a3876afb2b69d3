/** Tests of what the package promises. */
@NullMarked
package io.afterclose.run.control;

import org.jspecify.annotations.NullMarked;
