/** Results as a table for people, as CSV and JSON for programs. */
@NullMarked
package io.afterclose.cli.output;

import org.jspecify.annotations.NullMarked;
