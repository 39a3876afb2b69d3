/** Where prices come from, each provider behind the same contract. */
@NullMarked
package io.afterclose.symbolbatch.price.provider;

import org.jspecify.annotations.NullMarked;
