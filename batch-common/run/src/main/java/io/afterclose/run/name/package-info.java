/** What identifies a run: job, target date, scope, revision, source. */
@NullMarked
package io.afterclose.run.name;

import org.jspecify.annotations.NullMarked;
