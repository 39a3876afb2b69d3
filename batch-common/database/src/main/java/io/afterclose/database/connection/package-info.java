/** The database as a process uses it: a pool, direct sessions beside it, advisory locks. */
@NullMarked
package io.afterclose.database.connection;

import org.jspecify.annotations.NullMarked;
