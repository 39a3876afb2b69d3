/** What is told of a portfolio as values, and these as a page: one tree of values in, text out. */
@NullMarked
package io.afterclose.report.page;

import org.jspecify.annotations.NullMarked;
