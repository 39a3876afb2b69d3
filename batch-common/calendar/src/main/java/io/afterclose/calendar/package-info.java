/** Which days the New York Stock Exchange trades, until when, and which session is completed. */
@NullMarked
package io.afterclose.calendar;

import org.jspecify.annotations.NullMarked;
