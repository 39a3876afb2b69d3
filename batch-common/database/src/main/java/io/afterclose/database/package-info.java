/** How a process reaches its PostgreSQL, and in what shape it finds it. */
@NullMarked
package io.afterclose.database;

import org.jspecify.annotations.NullMarked;
