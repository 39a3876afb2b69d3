/** Tests of what the package promises. */
@NullMarked
package io.afterclose.cli.operate;

import org.jspecify.annotations.NullMarked;
