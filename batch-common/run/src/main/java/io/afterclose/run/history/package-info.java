/** What the job repository holds of past runs. */
@NullMarked
package io.afterclose.run.history;

import org.jspecify.annotations.NullMarked;
