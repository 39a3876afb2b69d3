/** Tests of what the package promises. */
@NullMarked
package io.afterclose.symbolbatch.provider.fmp;

import org.jspecify.annotations.NullMarked;
