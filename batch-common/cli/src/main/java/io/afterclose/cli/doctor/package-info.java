/** Checks of the database, the schema, the last runs and the host. */
@NullMarked
package io.afterclose.cli.doctor;

import org.jspecify.annotations.NullMarked;
