/** What a night reports: items that failed, and alerts. */
@NullMarked
package io.afterclose.run.report;

import org.jspecify.annotations.NullMarked;
