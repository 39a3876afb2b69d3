/** Tests of what the package promises. */
@NullMarked
package io.afterclose.cli.help;

import org.jspecify.annotations.NullMarked;
