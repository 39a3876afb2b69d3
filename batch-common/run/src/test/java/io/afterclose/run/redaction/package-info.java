/** Tests of what the package promises. */
@NullMarked
package io.afterclose.run.redaction;

import org.jspecify.annotations.NullMarked;
