/** What the job repository remembers of past nights. */
@NullMarked
package io.afterclose.run.history;

import org.jspecify.annotations.NullMarked;
