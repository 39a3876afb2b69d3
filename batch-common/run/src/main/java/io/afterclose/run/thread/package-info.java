/** How background threads are made. */
@NullMarked
package io.afterclose.run.thread;

import org.jspecify.annotations.NullMarked;
