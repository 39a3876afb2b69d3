/** Sessions of one PostgreSQL server: how they are opened, and what their failures mean. */
@NullMarked
package io.afterclose.database.server;

import org.jspecify.annotations.NullMarked;
