/**
 * The means of fault drills: processes that are killed and paused, a wire to the database that is
 * cut where the drill says, dumps that are compared, and the report of all rounds.
 */
@NullMarked
package io.afterclose.testkit.drill;

import org.jspecify.annotations.NullMarked;
