/** Which PostgreSQL a process is to use, read from its environment. */
@NullMarked
package io.afterclose.database.address;

import org.jspecify.annotations.NullMarked;
