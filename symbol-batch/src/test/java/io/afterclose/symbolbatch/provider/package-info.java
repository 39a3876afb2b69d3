/** Tests of what the package promises. */
@NullMarked
package io.afterclose.symbolbatch.provider;

import org.jspecify.annotations.NullMarked;
