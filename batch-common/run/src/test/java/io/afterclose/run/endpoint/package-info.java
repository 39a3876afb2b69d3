/** Tests of what the package promises. */
@NullMarked
package io.afterclose.run.endpoint;

import org.jspecify.annotations.NullMarked;
