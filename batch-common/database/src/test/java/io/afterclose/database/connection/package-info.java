/** Tests of what the package promises. */
@NullMarked
package io.afterclose.database.connection;

import org.jspecify.annotations.NullMarked;
