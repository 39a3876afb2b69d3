/**
 * Connections to the database: pool, direct sessions, advisory locks, and what their failures mean.
 */
@NullMarked
package io.afterclose.database.connection;

import org.jspecify.annotations.NullMarked;
