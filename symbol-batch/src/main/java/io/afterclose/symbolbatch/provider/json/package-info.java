/** Bars and actions out of JSON responses. */
@NullMarked
package io.afterclose.symbolbatch.provider.json;

import org.jspecify.annotations.NullMarked;
