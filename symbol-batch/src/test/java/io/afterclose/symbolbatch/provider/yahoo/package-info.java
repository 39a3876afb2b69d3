/** Tests of what the package promises. */
@NullMarked
package io.afterclose.symbolbatch.provider.yahoo;

import org.jspecify.annotations.NullMarked;
