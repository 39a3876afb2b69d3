/** Financial Modeling Prep. */
@NullMarked
package io.afterclose.symbolbatch.provider.fmp;

import org.jspecify.annotations.NullMarked;
