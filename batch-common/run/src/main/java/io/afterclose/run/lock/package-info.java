/** One run at a time: which is active, whether it lives, and that no other writes. */
@NullMarked
package io.afterclose.run.lock;

import org.jspecify.annotations.NullMarked;
