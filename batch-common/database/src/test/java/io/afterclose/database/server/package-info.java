/** Tests of what the package promises. */
@NullMarked
package io.afterclose.database.server;

import org.jspecify.annotations.NullMarked;
