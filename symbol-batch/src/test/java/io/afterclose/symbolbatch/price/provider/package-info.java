/** Tests of the contract between the prices step and those who know prices. */
@NullMarked
package io.afterclose.symbolbatch.price.provider;

import org.jspecify.annotations.NullMarked;
