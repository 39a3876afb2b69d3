/** The database of a console that serves before its database answers. */
@NullMarked
package io.afterclose.console.connection;

import org.jspecify.annotations.NullMarked;
