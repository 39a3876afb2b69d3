/** The server: address, order of the start, end. */
@NullMarked
package io.afterclose.console.serve;

import org.jspecify.annotations.NullMarked;
