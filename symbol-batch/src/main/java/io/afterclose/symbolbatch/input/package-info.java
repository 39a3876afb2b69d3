/** What operators hand in: files and symbols. */
@NullMarked
package io.afterclose.symbolbatch.input;

import org.jspecify.annotations.NullMarked;
