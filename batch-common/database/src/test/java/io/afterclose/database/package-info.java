/** Tests against real servers: the embedded one, and PostgreSQL 15 where its programs are found. */
@NullMarked
package io.afterclose.database;

import org.jspecify.annotations.NullMarked;
