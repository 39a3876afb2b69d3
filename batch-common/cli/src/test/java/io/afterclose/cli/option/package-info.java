/** Tests of what the package promises. */
@NullMarked
package io.afterclose.cli.option;

import org.jspecify.annotations.NullMarked;
