/** Tests of what the package promises. */
@NullMarked
package io.afterclose.database.embedded;

import org.jspecify.annotations.NullMarked;
