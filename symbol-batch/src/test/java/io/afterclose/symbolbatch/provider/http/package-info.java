/** Tests of what the package promises. */
@NullMarked
package io.afterclose.symbolbatch.provider.http;

import org.jspecify.annotations.NullMarked;
