/** The symbol job as an operator sees it, against a real database. */
@NullMarked
package io.afterclose.symbolbatch;

import org.jspecify.annotations.NullMarked;
