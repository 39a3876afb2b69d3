/** Tests of what the package promises. */
@NullMarked
package io.afterclose.symbolbatch.provider.settings;

import org.jspecify.annotations.NullMarked;
