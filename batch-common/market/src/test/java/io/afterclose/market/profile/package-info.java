/** What is known of a symbol on a date. */
@NullMarked
package io.afterclose.market.profile;

import org.jspecify.annotations.NullMarked;
