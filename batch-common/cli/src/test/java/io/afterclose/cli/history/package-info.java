/** Tests of what the package promises. */
@NullMarked
package io.afterclose.cli.history;

import org.jspecify.annotations.NullMarked;
