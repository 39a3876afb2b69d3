/** The commands that list, add and remove the manual valuations of PRIVATE positions. */
@NullMarked
package io.afterclose.portfoliorefresh.keeping.value;

import org.jspecify.annotations.NullMarked;
