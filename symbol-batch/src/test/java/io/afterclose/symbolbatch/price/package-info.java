/** What is let in as a price, rule by rule. */
@NullMarked
package io.afterclose.symbolbatch.price;

import org.jspecify.annotations.NullMarked;
