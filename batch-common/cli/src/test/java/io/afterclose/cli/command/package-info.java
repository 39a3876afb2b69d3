/** Tests of what the package promises. */
@NullMarked
package io.afterclose.cli.command;

import org.jspecify.annotations.NullMarked;
