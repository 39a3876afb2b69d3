/** Tests of plans and their fingerprints. */
@NullMarked
package io.afterclose.run.plan;

import org.jspecify.annotations.NullMarked;
