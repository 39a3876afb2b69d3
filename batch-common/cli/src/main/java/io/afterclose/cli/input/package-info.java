/** Files that a user hands in. */
@NullMarked
package io.afterclose.cli.input;

import org.jspecify.annotations.NullMarked;
