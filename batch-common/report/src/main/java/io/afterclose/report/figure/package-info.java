/**
 * Stored figures of a session as they are printed: by a command as rows, by the console as JSON.
 */
@NullMarked
package io.afterclose.report.figure;

import org.jspecify.annotations.NullMarked;
