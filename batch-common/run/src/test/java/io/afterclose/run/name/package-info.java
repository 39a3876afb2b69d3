/** Tests of what the package promises. */
@NullMarked
package io.afterclose.run.name;

import org.jspecify.annotations.NullMarked;
