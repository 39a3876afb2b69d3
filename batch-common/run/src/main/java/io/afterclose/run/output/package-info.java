/** How results are printed: a table for people, CSV and JSON for programs. */
@NullMarked
package io.afterclose.run.output;

import org.jspecify.annotations.NullMarked;
