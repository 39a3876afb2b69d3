/** The embedded PostgreSQL: unpacked, started once for all processes, found again, stopped. */
@NullMarked
package io.afterclose.database.embedded;

import org.jspecify.annotations.NullMarked;
