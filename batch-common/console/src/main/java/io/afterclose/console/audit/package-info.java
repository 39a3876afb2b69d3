/** What was asked of the console, granted or not. */
@NullMarked
package io.afterclose.console.audit;

import org.jspecify.annotations.NullMarked;
