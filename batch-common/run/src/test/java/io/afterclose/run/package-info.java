/** Tests of what the package promises. */
@NullMarked
package io.afterclose.run;

import org.jspecify.annotations.NullMarked;
