/** Tests of what the package promises. */
@NullMarked
package io.afterclose.database.address;

import org.jspecify.annotations.NullMarked;
