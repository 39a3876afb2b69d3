/** Tests of what the package promises. */
@NullMarked
package io.afterclose.run.report;

import org.jspecify.annotations.NullMarked;
