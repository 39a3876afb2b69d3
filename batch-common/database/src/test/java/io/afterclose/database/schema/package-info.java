/** Tests of what the package promises. */
@NullMarked
package io.afterclose.database.schema;

import org.jspecify.annotations.NullMarked;
