/** The one schema and its migration. */
@NullMarked
package io.afterclose.database.schema;

import org.jspecify.annotations.NullMarked;
