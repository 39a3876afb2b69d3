/**
 * Portfolios out of brokers' files: what they hold, and what they did. All of a file, or nothing
 * with every error.
 */
@NullMarked
package io.afterclose.portfoliorefresh.keeping.file;

import org.jspecify.annotations.NullMarked;
