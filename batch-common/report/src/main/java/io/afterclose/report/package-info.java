/** What is told of a portfolio, read from stored rows. */
@NullMarked
package io.afterclose.report;

import org.jspecify.annotations.NullMarked;
