/** Tests of what the module promises. */
@NullMarked
package io.afterclose.run;

import org.jspecify.annotations.NullMarked;
