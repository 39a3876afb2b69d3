/** Tests of what the package promises. */
@NullMarked
package io.afterclose.symbolbatch.provider.polygon;

import org.jspecify.annotations.NullMarked;
