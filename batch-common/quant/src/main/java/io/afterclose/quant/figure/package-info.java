/**
 * What a figure of a portfolio is: a value with what it rests on, or the reason why there is none.
 */
@NullMarked
package io.afterclose.quant.figure;

import org.jspecify.annotations.NullMarked;
