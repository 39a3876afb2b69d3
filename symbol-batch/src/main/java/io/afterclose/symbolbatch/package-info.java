/** The symbol job: its table of contents and its command line. */
@NullMarked
package io.afterclose.symbolbatch;

import org.jspecify.annotations.NullMarked;
