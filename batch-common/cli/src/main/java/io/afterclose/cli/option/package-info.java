/** Options that several commands share. */
@NullMarked
package io.afterclose.cli.option;

import org.jspecify.annotations.NullMarked;
