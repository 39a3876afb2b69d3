/**
 * An accountant's book: small worked cases, kept by a bookkeeper that shares no code with the
 * product, and compared with it to the cent.
 */
@NullMarked
package io.afterclose.portfoliorefresh.book;

import org.jspecify.annotations.NullMarked;
