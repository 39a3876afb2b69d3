/** Tests of what the package promises. */
@NullMarked
package io.afterclose.database.copy;

import org.jspecify.annotations.NullMarked;
