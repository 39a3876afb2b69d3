/** Yahoo Finance. */
@NullMarked
package io.afterclose.symbolbatch.provider.yahoo;

import org.jspecify.annotations.NullMarked;
