/** Tests of what the package promises. */
@NullMarked
package io.afterclose.cli.history.page;

import org.jspecify.annotations.NullMarked;
