/** Keeps secrets out of texts that leave this machine. */
@NullMarked
package io.afterclose.run.redaction;

import org.jspecify.annotations.NullMarked;
