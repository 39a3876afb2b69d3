/** Tests of what the package promises. */
@NullMarked
package io.afterclose.cli.output;

import org.jspecify.annotations.NullMarked;
