/** Least squares in three forms: one regressor, several, and ridge; arrays in, values out. */
@NullMarked
package io.afterclose.quant.regression;

import org.jspecify.annotations.NullMarked;
