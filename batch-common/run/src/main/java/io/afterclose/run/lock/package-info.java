/** One run at a time: who is at work, whether it still lives, and that nobody else writes. */
@NullMarked
package io.afterclose.run.lock;

import org.jspecify.annotations.NullMarked;
