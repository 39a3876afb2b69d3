/**
 * Whole evenings of a user, written down as files in {@code deploy/src/test/cases}: what is typed,
 * on which inputs, and the values that were calculated by hand.
 */
@NullMarked
package io.afterclose.deploy.cases;

import org.jspecify.annotations.NullMarked;
