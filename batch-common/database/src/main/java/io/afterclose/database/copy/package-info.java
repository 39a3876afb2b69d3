/** Bulk writes by binary COPY, directly or through a staging table. */
@NullMarked
package io.afterclose.database.copy;

import org.jspecify.annotations.NullMarked;
