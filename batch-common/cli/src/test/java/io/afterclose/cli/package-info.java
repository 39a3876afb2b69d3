/** Tests of what the module promises. */
@NullMarked
package io.afterclose.cli;

import org.jspecify.annotations.NullMarked;
