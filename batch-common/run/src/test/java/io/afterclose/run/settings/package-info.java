/** Tests of what the package promises. */
@NullMarked
package io.afterclose.run.settings;

import org.jspecify.annotations.NullMarked;
