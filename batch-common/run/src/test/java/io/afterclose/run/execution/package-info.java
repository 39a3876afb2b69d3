/** Tests of what the package promises. */
@NullMarked
package io.afterclose.run.execution;

import org.jspecify.annotations.NullMarked;
