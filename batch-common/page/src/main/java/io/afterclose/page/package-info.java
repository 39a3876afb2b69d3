/** A page as a function of values: its frame, its style and how numbers stand in it. */
@NullMarked
package io.afterclose.page;

import org.jspecify.annotations.NullMarked;
