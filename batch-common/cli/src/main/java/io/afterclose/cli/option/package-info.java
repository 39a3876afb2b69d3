/** Options that several commands share, and the base of commands that read. */
@NullMarked
package io.afterclose.cli.option;

import org.jspecify.annotations.NullMarked;
